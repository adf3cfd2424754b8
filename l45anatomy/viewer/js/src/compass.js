// The small cross of letters that says which way the patient faces.
import { basis, dot } from "./views.js";

const ENDS = [
  ["R", [1, 0, 0]],
  ["L", [-1, 0, 0]],
  ["A", [0, 1, 0]],
  ["P", [0, -1, 0]],
  ["S", [0, 0, 1]],
  ["I", [0, 0, -1]],
];
const ARM = 25;

export class Compass {
  constructor() {
    const space = "http://www.w3.org/2000/svg";
    this.element = document.createElementNS(space, "svg");
    this.element.setAttribute("viewBox", "-38 -38 76 76");
    this.element.setAttribute("class", "l45-compass");
    this.element.setAttribute("aria-hidden", "true");
    this.ends = ENDS.map(([letter, direction]) => {
      const group = document.createElementNS(space, "g");
      const line = document.createElementNS(space, "line");
      const text = document.createElementNS(space, "text");
      text.textContent = letter;
      group.setAttribute("class", `l45-axis-${"RLAPSI".indexOf(letter) >> 1}`);
      group.append(line, text);
      return { group, line, text, direction };
    });
  }

  turn(stand) {
    const { right, up, out } = basis(stand);
    for (const end of this.ends) {
      end.depth = dot(end.direction, out);
      const [x, y] = [ARM * dot(end.direction, right), -ARM * dot(end.direction, up)];
      end.line.setAttribute("x2", x);
      end.line.setAttribute("y2", y);
      end.text.setAttribute("x", x * 1.28);
      end.text.setAttribute("y", y * 1.28);
      // A letter that points at the eye or away from it would lie on the middle: let it go.
      const isFlat = Math.hypot(x, y) > ARM * 0.28;
      end.group.style.opacity = isFlat ? 0.75 + 0.25 * end.depth : 0;
    }
    this.element.replaceChildren(
      ...[...this.ends].sort((a, b) => a.depth - b.depth).map((end) => end.group),
    );
  }
}
