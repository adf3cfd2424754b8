// Making page elements in one line each, and the few drawn signs on the buttons.

/** Make an element: properties are attributes, `on...` functions are listeners. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** Give an id nothing else on the page has: each widget may load a copy of this module. */
export const ownId = (kind) => `l45-${kind}-${Math.random().toString(36).slice(2)}`;

const EYE = "M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10Z";
const PUPIL = " M10 7.4a2.6 2.6 0 1 0 .01 0Z";

const SIGNS = {
  show: EYE + PUPIL,
  fade: EYE,
  hide: `${EYE}${PUPIL} M4 17 16 3`,
  home: "M3.5 10 10 4l6.5 6 M5.5 8.5V16h9V8.5",
  closer: "M10 4v12 M4 10h12",
  farther: "M4 10h12",
  full: "M4 8V4h4 M12 4h4v4 M16 12v4h-4 M8 16H4v-4",
  list: "M4 5.5h.01 M8 5.5h8 M4 10h.01 M8 10h8 M4 14.5h.01 M8 14.5h8",
  help: "M7.5 7.5a2.5 2.5 0 1 1 3.7 2.2c-.8.45-1.2 1-1.2 1.8 M10 14.8h.01",
  open: "M7.5 5l5 5-5 5",
  only: "M10 4.2a5.8 5.8 0 1 0 .01 0Z M10 8.2a1.8 1.8 0 1 0 .01 0Z",
  names: "M3 5h6 M9 5l5 6 M3 14h4 M7 14h7 M14 9.6a1.4 1.4 0 1 0 .01 0Z M15.4 12.6a1.4 1.4 0 1 0 .01 0Z",
  pad: "M10 3v14 M3 10h14 M7.8 5.2 10 3l2.2 2.2 M7.8 14.8 10 17l2.2-2.2 M5.2 7.8 3 10l2.2 2.2 M14.8 7.8 17 10l-2.2 2.2",
  "turn-to": "M5 12.5l5-5 5 5",
  "move-to": "M10 16V4 M5.5 8.5 10 4l4.5 4.5",
};

/** Make an SVG element, with text in it if there is any. */
export function draw(tag, attributes = {}, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text) element.textContent = text;
  return element;
}

export function sign(name) {
  const svg = draw("svg", {
    viewBox: "0 0 20 20",
    "aria-hidden": "true",
    class: `l45-sign l45-sign-${name}`,
  });
  svg.append(draw("path", { d: SIGNS[name] }));
  return svg;
}
