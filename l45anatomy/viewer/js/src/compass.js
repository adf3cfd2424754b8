// The small person and the letters around it that say which way the patient faces.
import { person } from "./figure.js";
import { basis, dot } from "./views.js";

const ENDS = [
  ["R", [1, 0, 0]],
  ["L", [-1, 0, 0]],
  ["A", [0, 1, 0]],
  ["P", [0, -1, 0]],
  ["S", [0, 0, 1]],
  ["I", [0, 0, -1]],
];
const ARM = 29;

export class Compass {
  constructor() {
    const space = "http://www.w3.org/2000/svg";
    this.element = document.createElementNS(space, "svg");
    this.element.setAttribute("viewBox", "-44 -44 88 88");
    this.element.setAttribute("class", "l45-compass");
    this.element.setAttribute("aria-hidden", "true");
    this.ends = ENDS.map(([letter, direction]) => {
      const text = document.createElementNS(space, "text");
      text.textContent = letter;
      return { text, direction };
    });
  }

  turn(stand) {
    const { azimuth, elevation } = stand;
    const angles = `${azimuth} ${elevation}`;
    if (angles === this.angles) return;
    this.angles = angles;
    const { right, up } = basis(stand);
    for (const end of this.ends) {
      const [x, y] = [ARM * dot(end.direction, right), -ARM * dot(end.direction, up)];
      end.text.setAttribute("x", x * 1.28);
      end.text.setAttribute("y", y * 1.28);
      // A letter that points at the eye or away from it would lie on the middle: let it go.
      end.text.style.display = Math.hypot(x, y) > ARM * 0.4 ? "" : "none";
    }
    this.element.replaceChildren(...person(stand), ...this.ends.map((end) => end.text));
  }
}
