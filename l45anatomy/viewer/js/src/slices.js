// One slice: grey values and a map of labels on a canvas, measures and cross-lines over it.
//
// The browser asks for one slice at a time; while one is on its way only the newest wish is kept.

import { bytes } from "./buffers.js";
import { draw, make, ownId } from "./elements.js";
import { keepKeys } from "./keys.js";
import { shownBy, Ties } from "./ties.js";

const REST = 120; // ms the pointer rests before the kernel hears what it is on
const EDGE = [255, 202, 40]; // the outline of what is marked

class Slices {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.id = ownId("slices");
    this.ties = new Ties(model);
    this.isBare = false;
    root.className = "l45-slices";
    keepKeys();
    this.#furnish();
    const told = ["plane", "weighting", "position_mm", "reach_mm", "ways", "note", "more", "is_placed", "description"];
    const over = ["marks", "lines", "cross"];
    this.ties.on("msg:custom", (content, buffers) => this.#receive(content, buffers ?? []));
    this.ties.on(told.map((trait) => `change:${trait}`), () => this.#tell());
    this.ties.on(over.map((trait) => `change:${trait}`), () => this.#overlay());
    this.ties.on("change:marked", () => this.#paint());
    this.ties.on("change:revision", () => this.#answered());
    this.#tell();
    model.send({ kind: "ready", from: this.id });
  }

  end() {
    clearTimeout(this.rest);
    this.ties.end();
  }

  #furnish() {
    const choice = (label, names, trait) => {
      const select = make("select", { "aria-label": label }, ...names.map((name) => make("option", { value: name }, name)));
      select.addEventListener("change", () => this.#ask({ [trait]: select.value }));
      return select;
    };
    this.plane = choice("Plane", this.model.get("planes"), "plane");
    this.weighting = choice("Weighting", this.model.get("weightings"), "weighting");
    this.slider = make("input", { type: "range", step: "1", "aria-label": "Position of the slice, mm" });
    this.slider.addEventListener("input", () => this.#ask({ position_mm: Number(this.slider.value) }));
    this.at = make("span", { "aria-hidden": "true" });
    this.bare = make("button", { type: "button", "aria-pressed": "true" }, "Measures");
    this.bare.addEventListener("click", () => {
      this.isBare = !this.isBare;
      this.#overlay();
    });
    const bar = make("div", { class: "l45-slices-bar" }, this.plane, this.weighting, this.bare);
    bar.append(make("label", {}, this.slider, this.at));
    this.back = make("button", { type: "button", hidden: "" }, "Back to what is caught");
    this.back.addEventListener("click", () => {
      this.canvas.focus(); // the button goes once the slice is back
      this.#ask({ follows: true });
    });
    const back = make("div", { class: "l45-slices-back" }, this.back); // beside it the slider would shrink in one's hand
    this.canvas = make("canvas", { tabindex: "0", role: "img", width: "256", height: "256" });
    this.lines = draw("svg", { "aria-hidden": "true" });
    this.stage = make("div", { class: "l45-slices-stage" }, this.canvas, this.lines);
    this.line = make("div", { class: "l45-slices-line", role: "status" });
    this.note = make("div", { class: "l45-slices-note" });
    this.list = make("ul");
    this.count = make("summary");
    this.fold = make("details", {}, this.count, this.list);
    this.root.replaceChildren(bar, back, this.stage, this.line, this.note, this.fold);
    this.canvas.addEventListener("pointermove", (e) => this.#point(e));
    this.canvas.addEventListener("pointerleave", () => this.#hover(""));
    this.canvas.addEventListener("click", (e) => this.#pick(e));
    this.canvas.addEventListener("wheel", (e) => this.#wheel(e), { passive: false });
    this.canvas.addEventListener("keydown", (e) => this.#key(e));
  }

  // ---- asking

  #ask(wish) {
    if (wish.plane) delete this.wish?.position_mm; // another plane has places of its own
    this.wish = { ...this.wish, ...wish };
    this.sought = this.wish.position_mm; // keys count from here while it is on its way
    if (wish.position_mm !== undefined) this.#place(wish.position_mm);
    if (!this.isBusy) this.#send();
  }

  #send() {
    this.isBusy = true;
    this.model.set("asked", { ...this.wish, n: Date.now() });
    this.wish = undefined;
    this.model.save_changes();
  }

  #answered() {
    this.root.dataset.revision = this.model.get("revision");
    this.isBusy = false;
    if (this.wish) this.#send();
    else this.sought = undefined;
  }

  #step(mm) {
    const [low, high] = this.model.get("reach_mm");
    const from = this.sought ?? this.model.get("position_mm");
    this.#ask({ position_mm: Math.max(low, Math.min(high, from + mm)) });
  }

  #wheel(e) {
    if (document.activeElement !== this.canvas) return; // a page should scroll past
    e.preventDefault();
    this.#step(e.deltaY > 0 ? -1 : 1);
  }

  #key(e) {
    const steps = { ArrowUp: 1, ArrowDown: -1, ArrowRight: 1, ArrowLeft: -1, PageUp: 5, PageDown: -5 };
    if (e.ctrlKey || e.metaKey || e.altKey || !(e.key in steps)) return;
    this.#step(steps[e.key]);
    e.preventDefault();
    e.stopPropagation();
  }

  // ---- showing

  #tell() {
    const { model } = this;
    this.plane.value = model.get("plane");
    this.weighting.value = model.get("weighting");
    const [low, high] = model.get("reach_mm");
    Object.assign(this.slider, { min: low, max: high });
    if (this.wish?.position_mm === undefined) {
      this.slider.value = model.get("position_mm");
      this.#place(model.get("position_mm"));
    }
    this.note.textContent = model.get("note");
    const [head, ...more] = model.get("more");
    this.fold.hidden = !more.length;
    this.count.textContent = head ?? "";
    this.list.replaceChildren(...more.map((line) => make("li", {}, line)));
    this.back.hidden = !model.get("is_placed");
    this.canvas.setAttribute("aria-label", model.get("description") || "Slice");
  }

  /** Say where the slice lies: how far, and which way from where one counts. */
  #place(mm) {
    const far = Math.round(mm);
    const way = far && this.model.get("ways")[far < 0 ? 0 : 1];
    const told = way ? `${Math.abs(far)} mm ${way}` : `${far} mm`;
    this.at.textContent = told;
    this.slider.setAttribute("aria-valuetext", told);
  }

  #receive(content, buffers) {
    if (content.kind !== "slice" || (content.to && content.to !== this.id)) return;
    const isOther = content.size !== this.size;
    this.size = content.size;
    this.grey = new Uint8Array(bytes(buffers[0]));
    this.labels = new Uint8Array(bytes(buffers[1]));
    this.#paint();
    if (isOther) this.#overlay(); // else what lies over it has come with its traits
    this.root.dataset.ready = "true";
  }

  #paint() {
    const { size, grey, labels } = this;
    if (!grey) return;
    if (this.canvas.width !== size) Object.assign(this.canvas, { width: size, height: size });
    const pen = this.canvas.getContext("2d");
    const picture = pen.createImageData(size, size);
    const { data } = picture;
    const names = this.model.get("names");
    const marked = new Set(this.model.get("marked").map((name) => names.indexOf(name)).filter((n) => n > 0));
    const isMarked = Uint8Array.from({ length: names.length }, (_, number) => marked.has(number));
    for (let i = 0; i < size * size; i += 1) {
      const own = labels[i];
      const isEdge = isMarked[own] && (labels[i + 1] !== own || labels[i + size] !== own || labels[i - 1] !== own || labels[i - size] !== own);
      data[4 * i] = isEdge ? EDGE[0] : grey[i];
      data[4 * i + 1] = isEdge ? EDGE[1] : grey[i];
      data[4 * i + 2] = isEdge ? EDGE[2] : grey[i];
      data[4 * i + 3] = 255;
    }
    pen.putImageData(picture, 0, 0);
    this.root.dataset.marked = marked.size;
  }

  #overlay() {
    const { size } = this;
    if (!size) return;
    this.lines.setAttribute("viewBox", `0 0 ${size} ${size}`);
    const [left, right, upper, lower] = this.model.get("marks");
    const middle = size / 2;
    const parts = [
      draw("text", { x: 5, y: middle }, left),
      draw("text", { x: size - 13, y: middle }, right),
      draw("text", { x: middle - 4, y: 13 }, upper),
      draw("text", { x: middle - 4, y: size - 5 }, lower),
    ];
    for (const { across, down } of this.model.get("cross")) {
      const ends = across === undefined ? { x1: down, x2: down, y1: 0, y2: size } : { x1: 0, x2: size, y1: across, y2: across };
      parts.push(draw("line", { class: "l45-cross", ...ends }));
    }
    this.bare.disabled = !this.model.get("lines").length;
    this.bare.setAttribute("aria-pressed", String(!this.isBare && !this.bare.disabled));
    this.bare.title = this.bare.disabled ? "Nothing is measured in this slice" : "";
    if (!this.isBare) {
      this.model.get("lines").forEach(({ from, to, words }, k) => {
        const letter = String.fromCharCode(97 + k); // tells which line is which measure
        parts.push(draw("line", { class: "l45-measure", x1: from[0], y1: from[1], x2: to[0], y2: to[1] }));
        parts.push(draw("text", { class: "l45-measure-words", x: from[0] - 2, y: k % 2 ? to[1] + 7 : from[1] - 2 }, letter));
        parts.push(draw("text", { class: "l45-measure-words", x: 5, y: 12 + 10 * k }, `${letter}  ${words}`));
      });
      const bar = 20 / this.model.get("pixel_mm");
      parts.push(draw("line", { class: "l45-measure", x1: 8, x2: 8 + bar, y1: size - 8, y2: size - 8 }));
      parts.push(draw("text", { x: 12 + bar, y: size - 5 }, "2 cm"));
    }
    this.lines.replaceChildren(...parts);
  }

  // ---- pointing

  #under(e) {
    if (!this.labels) return { name: "" };
    const box = this.canvas.getBoundingClientRect();
    const column = Math.floor(((e.clientX - box.left) / box.width) * this.size);
    const row = Math.floor(((e.clientY - box.top) / box.height) * this.size);
    return { name: this.model.get("names")[this.labels[row * this.size + column]] ?? "", column, row };
  }

  #point(e) {
    this.#hover(this.#under(e).name);
  }

  #hover(name) {
    this.line.textContent = name;
    if (name === this.pointed) return;
    this.pointed = name;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      this.model.set("hovered", name);
      this.model.save_changes();
    }, REST);
  }

  #pick(e) {
    this.model.set("picked", { ...this.#under(e), n: Date.now() });
    this.model.save_changes();
  }
}

export default shownBy(Slices);
