// Brings a widget into sight and gives it the focus: for what was just asked for and lies elsewhere.
import { isCalm } from "./camera.js";

const FIRST = "[data-first], select, input, button";
const PATIENCE = 60; // frames a widget may take to be laid out

/** What is in sight already stays where it is. */
export function bringIntoSight(root, frames = PATIENCE) {
  requestAnimationFrame(() => {
    const first = root.querySelector(FIRST);
    if (!first?.offsetParent) return frames && bringIntoSight(root, frames - 1);
    first.focus({ preventScroll: true });
    root.scrollIntoView({ block: "nearest", behavior: isCalm() ? "auto" : "smooth" });
  });
}
