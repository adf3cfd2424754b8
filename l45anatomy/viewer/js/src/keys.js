// A front end hears keys before what has the focus does. In Notebook 7 the arrows would leave a
// slider for the next cell. What has the focus and carries this mark keeps its keys; the mark on
// an element around it is not enough. Keys with Ctrl or Command are the front end's even so (save,
// the sidebar), but for those that edit a text and for undo.
const MARK = "data-lm-suppress-shortcuts";
const OURS = "[class^='l45-'], [class*=' l45-']";
const FIELDS = "input[type=text], input[type=number], textarea";
const UNDO = ["z", "y"];
const EDITS = [
  ...UNDO, "a", "c", "v", "x", "arrowleft", "arrowright", "arrowup", "arrowdown", "home", "end",
  "backspace", "delete", "enter",
];

const LISTENING = Symbol.for("l45anatomy.keys"); // each widget loads a copy of this module

// Mark whatever has or gets the focus in any of our widgets on this page.
export function keepKeys() {
  if (globalThis[LISTENING]) return;
  globalThis[LISTENING] = true;
  document.addEventListener("focusin", ({ target }) => mark(target));
  window.addEventListener("keydown", share, true); // before the front end hears it
  mark(document.activeElement);
}

export function mark(element) {
  if (element?.closest?.(OURS)) element.setAttribute(MARK, "true");
}

/** Leave the front end the keys that are its own, each time anew. */
function share(e) {
  mark(e.target);
  const own = e.target.matches?.(FIELDS) ? EDITS : UNDO;
  const isTheirs = (e.ctrlKey || e.metaKey) && !own.includes(e.key.toLowerCase());
  if (isTheirs && e.target.closest?.(OURS)) e.target.removeAttribute(MARK);
}
