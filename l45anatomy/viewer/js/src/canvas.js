// The element that is drawn on, and what draws on it: nothing where the browser has no WebGL 2.
import { make } from "./elements.js";

export const HELP =
  "Drag to rotate, shift+drag or two fingers to move, wheel or pinch to zoom (click the picture " +
  "first). Keys: arrows rotate, shift+arrows move, + and - zoom, 1 to 6 choose a view, 0 or Home " +
  "shows all, Escape lets go.";

export function makeCanvas() {
  const canvas = make("canvas", {
    class: "l45-canvas",
    tabindex: "0",
    role: "application",
    "aria-roledescription": "3D view",
  });
  const context = canvas.getContext("webgl2", {
    alpha: true,
    antialias: true,
    depth: true,
    premultipliedAlpha: true,
  });
  return { canvas, context };
}
