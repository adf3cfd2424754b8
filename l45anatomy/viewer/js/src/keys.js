// A front end hears keys before what has the focus does. In Notebook 7 the arrows would leave a
// slider for the next cell. What has the focus and carries this mark keeps its keys; the mark on
// an element around it is not enough.
const MARK = "data-lm-suppress-shortcuts";
const OURS = "[class^='l45-'], [class*=' l45-']";

let isListening = false;

// Mark whatever has or gets the focus in any of our widgets on this page.
export function keepKeys() {
  if (isListening) return;
  isListening = true;
  document.addEventListener("focusin", ({ target }) => mark(target));
  mark(document.activeElement);
}

export function mark(element) {
  if (element?.closest?.(OURS)) element.setAttribute(MARK, "true");
}
