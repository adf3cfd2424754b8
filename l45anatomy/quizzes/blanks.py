"""What stands in a question where the file it came from says nothing.

Every blank says that it is one, so that nobody takes it for content, and `l45 quiz lint` finds it.
"""

from l45anatomy.evidence.teaching import Bloom

__all__ = ["BLOOM", "DIFFICULTY", "MISCONCEPTION", "OBJECTIVE", "REASON", "SOURCE", "TITLE", "UNIT"]

TITLE = "Imported questions"
OBJECTIVE = "The file this question came from names no objective."
REASON = "The file this question came from gives no reason."
UNIT = "(no unit given)"
MISCONCEPTION = "not-named"
SOURCE = "not-given"
BLOOM: Bloom = "remember"
DIFFICULTY = 3
