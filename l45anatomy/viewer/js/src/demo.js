// The words of a demo, large, with buttons and keys; a dark screen for when the class should look up.
//
// Each order waits for the next card, so a key held down skips nothing.

import { button, deal } from "./actions.js";
import { make } from "./elements.js";
import { keepKeys } from "./keys.js";
import { Notes } from "./notes.js";
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
const BLOCKED = "The browser kept the notes window from opening. Allow pop-ups for this page and press W again; until then S shows the notes here.";
const APART = "The notes are in their own window. W closes it.";
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
    this.said = make("p", { class: "l45-demo-said", role: "status" });
    root.append(this.words, this.actions, this.said, this.cover);
    this.hear = (e) => this.#key(e);
    this.notes = new Notes(root, {
      order: (name) => this.#order(name),
      hear: this.hear,
      changed: () => this.#part(),
    });
    document.addEventListener("keydown", this.hear);
    this.ties.on("change:card", () => this.#deal());
    this.#deal();
    if (model.get("whole")) requestAnimationFrame(() => root.focus({ preventScroll: true }));
  }

  end() {
    document.removeEventListener("keydown", this.hear);
    this.notes.end();
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
    this.notes.show(card);
    const wasBlank = !this.cover.hidden;
    this.cover.hidden = !card.blank;
    if (card.blank) this.cover.focus({ preventScroll: true });
    else if (wasBlank) this.root.focus({ preventScroll: true });
    if (isNew) this.home.scrollTop = 0;
  }

  #act() {
    const { isOpen } = this.notes;
    const given = (this.card.actions ?? []).map((one) =>
      button(one.name === "notes" ? { ...one, disabled: isOpen } : one, (name) => this.#order(name)));
    const apart = { name: "apart", label: "Notes window", key: "w", pressed: isOpen };
    const full = { name: "full", label: "Full screen", key: "f" };
    given.push(button(apart, () => this.#open()), button(full, () => this.#fill()));
    deal(this.actions, given, this.root);
  }

  // ---- the window with the notes

  #open() {
    if (this.notes.isOpen) this.notes.close();
    else if (!this.notes.open(this.card)) this.said.textContent = BLOCKED;
  }

  /** Notes are on one screen only: away from here as long as they have a window. */
  #part() {
    this.root.classList.toggle("l45-demo-apart", this.notes.isOpen);
    this.said.textContent = "";
    this.#act();
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
    const isHere = e.target.ownerDocument === document;
    if (key === "f" && isHere) this.#fill(); // a page fills the screen by a key of its own alone
    else if (key === "w") this.#open();
    else if (ORDERS[key] === "notes" && isHere && this.notes.isOpen) this.said.textContent = APART;
    else if (ORDERS[key]) this.#order(ORDERS[key]);
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  #isHeard({ key, target }) {
    const isOwn = this.root.contains(target) || target.ownerDocument !== document;
    if (isOwn && key === " " && target !== this.cover && target.matches(CLICKS)) return false;
    if (isOwn || (this.model.get("whole") && target === document.body)) return true;
    return CLICKER.includes(key) && this.home.contains(target) && !target.matches("input, select, textarea");
  }
}

export default shownBy(Demo);
