// Keys pressed where the hand is: on a picture the pointer was just moved over.
//
// In command mode a front end cuts, copies and pastes cells by single letters, and a learner who
// points at the picture means the picture. So it takes the keys it knows while nothing
// else wants them: never those of a field, a button or another widget, and none once the pointer
// merely lies there.
const TAKERS = "input, textarea, select, button, a, summary, iframe, [contenteditable], .cm-content, "
  + "[role='menu'], [role='menubar'], [role='dialog'], [class^='l45-'], [class*=' l45-']";
const NOBODY = "body, .jp-Notebook, .jp-Notebook *, .jp-WindowedPanel *";

const isFree = (element) => !element || (element.matches(NOBODY) && !element.closest(TAKERS));

export class PointerKeys {
  constructor(canvas) {
    this.canvas = canvas;
    this.stops = [];
    this.isHere = false;
    this.#on(canvas, "pointermove", (e) => {
      if (e.movementX || e.movementY) this.isHere = true; // a page that scrolls moves no hand
    });
    this.#on(canvas, "pointerleave", () => (this.isHere = false));
    this.#on(window, "scroll", () => (this.isHere = false), true);
    this.#on(window, "focusin", () => (this.isHere = false), true);
    this.#on(window, "keydown", (e) => this.#key(e), true); // before the front end hears it
  }

  stop() {
    for (const stop of this.stops) stop();
  }

  #on(target, event, act, isFirst = false) {
    target.addEventListener(event, act, isFirst);
    this.stops.push(() => target.removeEventListener(event, act, isFirst));
  }

  /** Let the canvas try a copy of the key; whatever it does not know goes on its way. */
  #key(e) {
    if (!this.isHere || !e.isTrusted) return;
    const { key, code, shiftKey } = e;
    const isOther = e.ctrlKey || e.metaKey || e.altKey || key === "Tab";
    if (isOther || !isFree(document.activeElement)) {
      this.isHere = false;
      return;
    }
    const was = document.activeElement;
    const copy = new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true });
    if (this.canvas.dispatchEvent(copy)) {
      this.isHere = false; // not one of its keys: the hand is at work elsewhere
      return;
    }
    e.preventDefault();
    e.stopImmediatePropagation();
    if (document.activeElement === was) this.canvas.focus({ preventScroll: true });
  }
}
