"""How Hypothesis searches here: the same examples on every machine, no clock."""

from hypothesis import settings

settings.register_profile("l45", max_examples=25, deadline=None, derandomize=True)
settings.load_profile("l45")
