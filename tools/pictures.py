"""Draw the pictures of the README that need no browser.

    python tools/pictures.py            # writes docs/pictures/spine.png

The picture of the simulator is a screenshot: `make browser` leaves one in artefacts/.
"""

import io
from pathlib import Path

from PIL import Image

from l45anatomy import Case, Herniation

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SIZE = (520, 640)


def main() -> None:
    """Draw a herniation from three sides, beside each other."""
    case = Case(Herniation(side="left", zone="subarticular", reach_mm=8))
    views = [Image.open(io.BytesIO(case.png(v, SIZE))) for v in ("posterior", "left", "foraminal")]
    sheet = Image.new("RGB", (SIZE[0] * len(views), SIZE[1]), "white")
    for i, view in enumerate(views):
        sheet.paste(view, (i * SIZE[0], 0))
    PICTURES.mkdir(parents=True, exist_ok=True)
    sheet.quantize(256).save(PICTURES / "spine.png", optimize=True)


if __name__ == "__main__":
    main()
