// What hand and keys can do, as a small table.
import { make } from "./elements.js";

const ROWS = [
  ["Drag, arrow keys", "turn"],
  ["Shift+drag, two fingers, Shift+arrows", "move"],
  ["Wheel (after a click), pinch, + and −", "zoom"],
  ["1 to 8", "choose a view"],
  ["0, Home", "show all"],
  ["Click, Escape", "pick, let go"],
  ["/", "search"],
  ["I, H, G", "isolate, hide or ghost what is picked"],
  ["P, Shift+P", "take a layer away, put it back"],
  ["X, B", "cut in the next plane, compare with before"],
  ["R", "show all as at first"],
  ["L, C, F", "names, camera buttons, full screen"],
];

export function makeHelp(id) {
  const rows = ROWS.map(([keys, does]) =>
    make("div", {}, make("dt", {}, keys), make("dd", {}, does)),
  );
  const when = "The keys work after a click or Tab into the picture, and where the pointer was "
    + "just moved over it. All other keys go to the notebook, and so do those with Ctrl or ⌘.";
  return make("div", { class: "l45-help", id, hidden: "" }, make("p", {}, when), make("dl", {}, ...rows));
}
