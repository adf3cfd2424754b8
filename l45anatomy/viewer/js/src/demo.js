// The words of a demo, large, with buttons and keys; a dark screen for when the class should look up.
//
// Each order waits for the next card, so a key held down skips nothing.

import { make } from "./elements.js";
import { keepKeys } from "./keys.js";
import { shownBy, Ties } from "./ties.js";

const ORDERS = {
  ArrowRight: "next", PageDown: "next", n: "next",
  ArrowLeft: "back", PageUp: "back", p: "back",
  " ": "reveal", r: "reveal",
  b: "blank", ".": "blank",
  Home: "reset", 0: "reset",
  s: "notes",
};
const CLICKS = "button, summary, a, select, textarea, input"; // they take Space themselves
const CLICKER = ["PageDown", "PageUp"]; // a remote control sends these, wherever the keyboard is

class Demo {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.ties = new Ties(model);
    keepKeys();
    root.className = "l45-demo-card l45-page";
    root.tabIndex = -1;
    this.words = make("div", { class: "l45-demo-words" });
    this.actions = make("div", { class: "l45-demo-actions" });
    const says = "Screen blanked. B or a click brings it back.";
    this.cover = make("button", { type: "button", class: "l45-demo-cover", "aria-label": says, hidden: "" });
    this.cover.addEventListener("click", () => this.#order("blank"));
    root.append(this.words, this.actions, this.cover);
    this.hear = (e) => this.#key(e);
    document.addEventListener("keydown", this.hear);
    this.ties.on("change:card", () => this.#deal());
    this.#deal();
    if (model.get("whole")) requestAnimationFrame(() => root.focus({ preventScroll: true }));
  }

  end() {
    document.removeEventListener("keydown", this.hear);
    this.ties.end();
  }

  /** All that is the demo's: its words and the simulator beside them. */
  get home() {
    return this.root.closest(".l45-demo") ?? this.root;
  }

  // ---- showing

  #deal() {
    const card = this.model.get("card");
    const isNew = card.turn !== this.card?.turn;
    this.card = card;
    this.isBusy = false;
    this.root.dataset.n = card.n;
    if (this.shown !== card.html) this.words.innerHTML = this.shown = card.html ?? "";
    this.#act();
    const wasBlank = !this.cover.hidden;
    this.cover.hidden = !card.blank;
    if (card.blank) this.cover.focus({ preventScroll: true });
    else if (wasBlank) this.root.focus({ preventScroll: true });
    if (isNew) this.home.scrollTop = 0;
  }

  #act() {
    const kept = this.actions.contains(document.activeElement) && document.activeElement.dataset.act;
    const given = this.card.actions ?? [];
    this.actions.replaceChildren(...given.map((one) => this.#button(one)), this.#full());
    if (!kept) return;
    const held = this.actions.querySelector(`[data-act="${kept}"]:not(:disabled)`);
    (held ?? this.root).focus({ preventScroll: true });
  }

  #button({ name, label, key, primary, pressed, disabled }) {
    const look = primary ? "l45-demo-primary" : "";
    const button = make("button", { type: "button", "data-act": name, class: look, disabled }, label);
    if (key) button.append(make("kbd", { "aria-hidden": "true" }, key));
    if (pressed !== undefined) button.setAttribute("aria-pressed", pressed);
    button.addEventListener("click", () => this.#order(name));
    return button;
  }

  #full() {
    const button = make("button", { type: "button", "data-act": "full" }, "Full screen");
    button.append(make("kbd", { "aria-hidden": "true" }, "f"));
    button.addEventListener("click", () => this.#fill());
    return button;
  }

  #fill() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.home.requestFullscreen?.();
  }

  // ---- orders

  #order(name) {
    if (this.isBusy) return;
    this.isBusy = true;
    this.model.set("acted", { name, n: Math.random() });
    this.model.save_changes();
  }

  #key(e) {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return;
    if (!this.#isHeard(e)) return;
    const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    if (key === "f") this.#fill();
    else if (ORDERS[key]) this.#order(ORDERS[key]);
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  #isHeard({ key, target }) {
    const isOwn = this.root.contains(target);
    if (isOwn && key === " " && target !== this.cover && target.matches(CLICKS)) return false;
    if (isOwn || (this.model.get("whole") && target === document.body)) return true;
    return CLICKER.includes(key) && this.home.contains(target) && !target.matches("input, select, textarea");
  }
}

export default shownBy(Demo);
