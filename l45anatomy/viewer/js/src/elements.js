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
};

export function sign(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `l45-sign l45-sign-${name}`);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SIGNS[name]);
  svg.append(path);
  return svg;
}
