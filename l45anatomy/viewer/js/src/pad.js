// Every move of the camera as a button: turn, move, closer, farther, all.
import { SHIFT, TURN, ZOOM } from "./camera.js";
import { make, sign } from "./elements.js";

const WAYS = [
  ["up", 0, -1, "↑"],
  ["left", -1, 0, "←"],
  ["right", 1, 0, "→"],
  ["down", 0, 1, "↓"],
];

export class Pad {
  /** `on` holds `turn(azimuth, elevation)`, `pan(dx, dy)`, `zoom(factor)` and `home()`. */
  constructor(on) {
    const turn = (x, y) => on.turn(-x * TURN, y * TURN);
    const pan = (x, y) => on.pan(x * SHIFT, y * SHIFT);
    const rest = make(
      "div",
      { class: "l45-lift", role: "group", "aria-label": "Distance" },
      step("closer", "Zoom in (key +)", () => on.zoom(1 / ZOOM)),
      step("home", "Show all (key 0)", on.home),
      step("farther", "Zoom out (key -)", () => on.zoom(ZOOM)),
    );
    this.element = make(
      "div",
      { class: "l45-pad", role: "group", "aria-label": "Move the camera" },
      cross("Turn", "turn", "", turn),
      cross("Move", "move", "Shift+", pan),
      rest,
    );
  }
}

function cross(verb, middle, prefix, act) {
  const steps = WAYS.map(([way, x, y, key]) =>
    step(`${middle}-to`, `${verb} ${way} (${prefix}${key})`, () => act(x, y), way),
  );
  const heart = make("span", { class: "l45-heart", "aria-hidden": "true" }, verb);
  return make("div", { class: "l45-cross", role: "group", "aria-label": verb }, ...steps, heart);
}

function step(name, title, act, way) {
  const attributes = { type: "button", title, "aria-label": title, "data-way": way, onclick: act };
  return make("button", attributes, sign(name));
}
