"""One question of each kind, as a file would have it, and answers to them."""

from typing import Any

from pydantic import TypeAdapter

from l45anatomy.quizzes.kinds import Question

HERNIATION = {
    "changes": [
        {
            "change": "Herniation",
            "side": "left",
            "zone": "subarticular",
            "reach_mm": 7.0,
            "level": "L4-L5",
        }
    ]
}
SHOWN = {
    "stem": "What now?",
    "objective": "zone-decides",
    "bloom": "apply",
    "difficulty": 2,
    "sources": ["berra2021"],
}
RIGHT = {"reason": "so it is", "correct": True}
WRONG = {"reason": "not so", "misconception": "wrong-side"}
OPTIONS = [
    {"id": "a", "text": "A", **RIGHT},
    {"id": "b", "text": "B", **WRONG},
    {"id": "c", "text": "C", **WRONG},
]
CLAIMS = [
    {"id": "l5", "text": "L5", **RIGHT, "claim": ["L5 left"]},
    {"id": "l4", "text": "L4", **WRONG, "claim": ["L4 left"]},
]
STEPS = [
    {
        "asks": "root",
        "stem": "Which root?",
        "options": [
            {"id": "l5", "text": "L5", **RIGHT},
            {"id": "l4", "text": "L4", **WRONG},
        ],
    },
    {
        "asks": "side",
        "stem": "Which side?",
        "options": [
            {"id": "left", "text": "left", **RIGHT},
            {"id": "right", "text": "right", **WRONG},
        ],
    },
]
GOAL = {"item": "great toe extension", "side": "left", "least": 1, "misconception": "wrong-side"}

# Kind -> what stands in the file, a right answer, a wrong one, and one of no sound form.
KINDS: dict[str, tuple[dict[str, Any], Any, Any, Any]] = {
    "single choice": ({"options": OPTIONS}, "a", "b", "z"),
    "predict": ({"options": CLAIMS, "case": HERNIATION}, "l5", "l4", 3),
    "slice": (
        {"options": OPTIONS, "picture": {"of": "slice", "case": HERNIATION}},
        "a",
        "c",
        None,
    ),
    "multiple choice": (
        {"options": [OPTIONS[0], OPTIONS[1], {**OPTIONS[2], **RIGHT, "misconception": None}]},
        ["c", "a"],
        ["b"],
        "a",
    ),
    "number": (
        {
            "key": 7.0,
            "tolerance": 0.5,
            "unit": "mm",
            "low": 0.0,
            "high": 40.0,
            "reason": "measured",
            "wrong": [{"low": 9.0, "high": 12.0, **WRONG}],
            "otherwise": "too far off",
        },
        7.5,
        10,
        "seven",
    ),
    "short text": (
        {
            "accepted": ["extensor hallucis longus"],
            "means": "item",
            "reason": "it lifts the toe",
            "wrong": [{"accepted": ["quadriceps"], **WRONG}],
            "otherwise": "not a muscle of the toe",
        },
        "EHL",
        "knee extension",
        "  ",
    ),
    "order": (
        {
            "steps": [{"id": n, "text": n, "reason": f"{n} comes here"} for n in "xyz"],
            "misconception": "level-off-by-one",
        },
        ["x", "y", "z"],
        ["z", "y", "x"],
        ["x", "y"],
    ),
    "match": (
        {
            "pairs": [
                {"id": "p", "left": "P", "right": "1", **WRONG},
                {"id": "q", "left": "Q", "right": "2", **WRONG},
            ],
            "spare": [{"id": "s", "text": "3", "reason": "fits nothing"}],
        },
        {"p": "p", "q": "q"},
        {"p": "s", "q": "p"},
        {"p": "p"},
    ),
    "structure": (
        {
            "key": ["root L5 left"],
            "reason": "it crosses the disc",
            "wrong": [{"names": ["root L5 right"], **WRONG}],
            "otherwise": "that is none",
            "picture": {"of": "spine", "case": HERNIATION},
        },
        "root L5 left",
        "root L5 right",
        "tail",
    ),
    "dermatome": (
        {"root": "S1", "reason": "as the map has it"},
        ["sole", "lateral heel"],
        ["medial leg"],
        ["nose"],
    ),
    "grade": (
        {
            "case": {"changes": []},
            "item": "EHL",
            "side": "left",
            "reason": "nothing is caught",
            "stronger": WRONG,
            "weaker": WRONG,
        },
        "5",
        "3",
        "6",
    ),
    "sliders": (
        {"controls": ["herniation"], "goals": [GOAL], "solution": HERNIATION, "reason": "one way"},
        HERNIATION,
        {"changes": []},
        "left",
    ),
    "localise": (
        {
            "history": "A gardener of 45 with pain down the left leg.",
            "findings": ["The great toe is weak on the left."],
            "case": HERNIATION,
            "steps": STEPS,
        },
        {"root": "l5", "side": "left"},
        {"root": "l4", "side": "right"},
        {"root": "l5"},
    ),
}


def content(kind: str, **changed: Any) -> dict[str, Any]:
    """Give a question of a kind as a file would have it."""
    name = f"a-{kind.replace(' ', '-')}"
    return {"id": name, "kind": kind, **SHOWN, **KINDS[kind][0], **changed}


def question(kind: str, **changed: Any) -> Question:
    """Give a question of a kind."""
    return TypeAdapter(Question).validate_python(content(kind, **changed))
