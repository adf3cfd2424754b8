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
const NEAR = 14; // between two letters that can be told apart

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
    const ends = this.ends.map(({ text, direction }) => {
      return { text, x: ARM * dot(direction, right), y: -ARM * dot(direction, up) };
    });
    const shown = [];
    // A letter that points at the eye or away from it would lie on the middle or on another: let it go.
    for (const end of ends.sort((a, b) => Math.hypot(b.x, b.y) - Math.hypot(a.x, a.y))) {
      const { text, x, y } = end;
      text.setAttribute("x", x * 1.28);
      text.setAttribute("y", y * 1.28);
      const isClear = shown.every((one) => Math.hypot(one.x - x, one.y - y) > NEAR);
      const isShown = isClear && Math.hypot(x, y) > ARM * 0.4;
      text.style.display = isShown ? "" : "none";
      if (isShown) shown.push(end);
    }
    this.element.replaceChildren(...person(stand), ...this.ends.map((end) => end.text));
  }
}
