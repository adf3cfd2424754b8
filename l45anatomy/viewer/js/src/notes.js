// The speaker's notes in a window of their own, in step with the card on the class's screen.
//
// The window is a blank page that is written from here: no server is asked and no second widget is
// made, so it works wherever the card does, and it goes with the card.

import { button, deal } from "./actions.js";
import { make, ownId } from "./elements.js";
import style from "./notes.css";

const FRAME = "popup,width=640,height=860";
const SECOND_MS = 1000;
const DRESS = [
  "--jp-layout-color1", "--jp-layout-color2", "--jp-content-font-color0", "--jp-border-color0",
  "--jp-border-color1", "--jp-brand-color1", "--jp-ui-font-family",
];

export class Notes {
  /** `order` is told the name of an action, `hear` every key, `changed` that it opened or closed. */
  constructor(root, { order, hear, changed }) {
    Object.assign(this, { root, order, hear, changed });
    this.name = ownId("notes");
    this.leave = () => this.close();
    window.addEventListener("pagehide", this.leave); // the page goes, and takes its notes along
  }

  get isOpen() {
    return Boolean(this.page);
  }

  /** Open the window; false where the browser does not let it. */
  open(card) {
    const opened = window.open("", this.name, FRAME);
    if (!opened) return false;
    this.page = opened;
    this.began ??= Date.now();
    this.#write(opened.document);
    this.show(card);
    this.beat = setInterval(() => this.#tick(), SECOND_MS);
    opened.addEventListener("pagehide", this.leave);
    opened.focus();
    this.changed();
    return true;
  }

  /** Close the window, if it is not closed by hand already. */
  close() {
    if (!this.page) return;
    const { page } = this;
    this.page = null;
    clearInterval(this.beat);
    if (!page.closed) page.close();
    this.changed();
  }

  end() {
    window.removeEventListener("pagehide", this.leave);
    this.changed = () => {};
    this.close();
  }

  /** Show the notes of a card. */
  show(card) {
    if (!this.page) return;
    const isNew = card.turn !== this.card?.turn;
    this.card = card;
    this.#dress(this.page.document.documentElement);
    if (this.shown !== card.speaker.html) this.words.innerHTML = this.shown = card.speaker.html;
    const given = (card.actions ?? []).filter((one) => one.name !== "notes");
    deal(this.actions, given.map((one) => button(one, this.order)), this.words);
    this.comesBack.checked = (card.actions ?? []).some((one) => one.name === "notes" && one.pressed);
    this.state.textContent = card.speaker.state;
    this.#tick();
    if (isNew) this.page.scrollTo(0, 0);
  }

  // ---- the page

  #write(page) {
    page.documentElement.lang = "en";
    page.head.replaceChildren(make("title", {}, "Speaker notes"), make("style", {}, style));
    this.shown = null;
    this.clock = make("p", { class: "l45-notes-clock" });
    this.state = make("p", { class: "l45-notes-state", role: "status" });
    this.words = make("div", { class: "l45-notes-words", tabindex: "-1" });
    this.actions = make("div", { class: "l45-notes-actions" });
    const anew = make("button", { type: "button", "data-act": "clock" }, "Clock to 0");
    anew.addEventListener("click", () => {
      this.began = Date.now();
      this.#tick();
    });
    this.comesBack = make("input", { type: "checkbox" });
    this.comesBack.addEventListener("change", () => this.order("notes"));
    const choice = "Show the notes on the class's screen when this window closes";
    page.body.replaceChildren(
      make("header", {}, this.clock, anew, this.state),
      make("main", {}, this.words),
      make("footer", {}, this.actions, make("label", {}, this.comesBack, choice), "W closes it."),
    );
    page.addEventListener("keydown", this.hear);
  }

  /** Put on the colours of the page around the card. */
  #dress(page) {
    const worn = getComputedStyle(this.root);
    for (const name of DRESS) page.style.setProperty(name, worn.getPropertyValue(name));
    page.style.colorScheme = getComputedStyle(document.documentElement).colorScheme;
  }

  #tick() {
    if (this.page?.closed) this.close();
    if (!this.page) return;
    const { from, to, of } = this.card.speaker;
    const seconds = Math.floor((Date.now() - this.began) / SECOND_MS);
    const [minute, rest] = [Math.floor(seconds / 60), String(seconds % 60).padStart(2, "0")];
    const hour = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    const late = minute > to ? ` · ${minute - to} min behind the plan` : "";
    const told = `${hour} · running ${minute}:${rest} · plan: minute ${from} to ${to} of ${of}${late}`;
    if (this.clock.textContent !== told) this.clock.textContent = told;
  }
}
