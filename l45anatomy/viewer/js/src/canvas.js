// The element that is drawn on, and what draws on it: nothing where the browser has no WebGL 2.
import { make } from "./elements.js";

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
