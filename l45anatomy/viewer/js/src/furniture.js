// The page elements of the view and which of them are open: toolbar, stage, pad, help, list.
import { Compass } from "./compass.js";
import { make } from "./elements.js";
import { makeHelp } from "./help.js";
import { Pad } from "./pad.js";
import { Panel } from "./panel.js";
import { Toolbar } from "./toolbar.js";

const WIDE = 820; // px from which the list stands beside the picture
const NARROW = 640; // px below which the toolbar is set closer
const LOW = 200; // px of height below which the pad waits behind its button
const EDGE = 8; // px that names keep from the foot of the stage
const HEAD = 34; // px at its top that they leave to what is told there

export class Furniture {
  /** `on` holds what toolbar, pad and panel call, and `arranged()` for when the room changed. */
  constructor(root, canvas, id, on) {
    Object.assign(this, { root, on });
    root.className = "l45-view";
    this.compass = new Compass();
    this.status = make("div", { class: "l45-status", role: "status" }, "Waiting for the scene…");
    this.help = makeHelp(`l45-help-${id}`);
    canvas.setAttribute("aria-describedby", this.help.id);
    this.panel = new Panel(on);
    this.pad = new Pad(on);
    this.note = make("p", { class: "l45-beyond", hidden: "" });
    const over = [this.compass.element, this.pad.element, this.help, this.status, this.note];
    this.stage = make("div", { class: "l45-stage" }, canvas, ...over);
    this.toolbar = new Toolbar({
      ...on,
      pad: () => this.togglePad(),
      full: () => this.fullScreen(),
      help: () => this.showHelp(this.help.hidden),
      list: () => this.togglePanel(),
    });
    const body = make("div", { class: "l45-body" }, this.stage, this.panel.element);
    root.replaceChildren(this.toolbar.element, body);
    this.#showPanel(false);
    this.#showPad(true);
    this.showHelp(false);
    this.#listen();
  }

  #listen() {
    this.root.addEventListener("keydown", (e) => {
      if (e.key !== "Escape" || e.defaultPrevented || !this.panel.element.contains(e.target)) return;
      this.togglePanel(false);
      this.toolbar.list.focus();
    });
    const full = () => {
      this.toolbar.full.setAttribute("aria-pressed", document.fullscreenElement === this.root);
    };
    full();
    this.root.addEventListener("fullscreenchange", full);
  }

  #showPanel(isShown) {
    this.panel.element.hidden = !isShown;
    this.toolbar.list.setAttribute("aria-expanded", isShown);
    this.measured = null;
    this.on.arranged();
  }

  togglePanel(isShown = this.panel.element.hidden) {
    this.hasChosenPanel = true;
    this.#showPanel(isShown);
  }

  #showPad(isShown) {
    this.pad.element.hidden = !isShown;
    this.toolbar.pad.setAttribute("aria-expanded", isShown);
    this.measured = null;
    this.on.arranged();
  }

  togglePad() {
    this.hasChosenPad = true;
    this.#showPad(this.pad.element.hidden);
  }

  /** Write a sentence at the upper edge of the picture; names leave it its room. */
  tell(sentence) {
    this.note.hidden = !sentence;
    this.note.textContent = sentence;
    this.measured = null;
    this.on.arranged();
  }

  showHelp(isShown) {
    this.help.hidden = !isShown;
    this.toolbar.help.setAttribute("aria-expanded", isShown);
  }

  search() {
    this.togglePanel(true);
    this.panel.search.input.focus();
    this.panel.search.input.select();
  }

  /** Let the picture be seen where the list lies over it; say whether it did. */
  makeWay() {
    const isOver = !this.panel.element.hidden && !this.root.classList.contains("l45-wide");
    if (isOver) this.togglePanel(false);
    return isOver;
  }

  fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.root.requestFullscreen?.();
  }

  /** Suit the place there is; give the size of the stage, nothing while it is not laid out. */
  fit() {
    this.measured = null;
    const isWide = this.root.clientWidth >= WIDE;
    this.root.classList.toggle("l45-wide", isWide);
    this.root.classList.toggle("l45-narrow", this.root.clientWidth < NARROW);
    if (!this.hasChosenPanel) this.#showPanel(isWide);
    const { clientWidth: width, clientHeight: height } = this.stage;
    if (!width || !height) return null;
    if (!this.hasChosenPad) this.#showPad(height >= LOW);
    return { width, height };
  }

  /** What is left of the stage for names: its edges, and the corner at its foot that is taken.
   * Measured once for each arrangement: asking for it in every frame has the page laid out anew. */
  get room() {
    return (this.measured ??= this.#measure());
  }

  #measure() {
    const { clientWidth, clientHeight } = this.stage;
    const isOver = !this.panel.element.hidden && !this.root.classList.contains("l45-wide");
    const right = clientWidth - (isOver ? this.panel.element.offsetWidth : 0);
    const last = this.pad.element.hidden ? this.compass.element : this.pad.element;
    const stage = this.stage.getBoundingClientRect();
    const figure = this.compass.element.getBoundingClientRect();
    const corner = {
      right: last.getBoundingClientRect().right - stage.left,
      top: figure.top - stage.top - EDGE,
    };
    const { offsetTop, offsetHeight } = this.note;
    const top = Math.max(HEAD, offsetTop + offsetHeight + EDGE);
    return { left: 0, right, top, bottom: clientHeight - EDGE, corner };
  }

  /** Take away all that only a living picture needs. */
  freeze() {
    this.#showPanel(false);
  }
}
