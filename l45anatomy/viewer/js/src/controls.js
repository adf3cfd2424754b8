// Native controls described by data, with healthy bands and thresholds on the tracks of sliders.
//
// The kernel hears the newest value only: while it works on one move, later ones replace each other.

import { bringIntoSight } from "./bring-into-sight.js";
import { make, ownId } from "./elements.js";
import { keepKeys } from "./keys.js";
import { shownBy, Ties } from "./ties.js";

const AFRESH = ["undo", "redo", "reset", "start", "code"]; // orders that a move on its way must not follow
const PAUSE = 500; // ms a slider stands still in the hand before what lagged behind follows

const shown = (number, step) => {
  const digits = step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
  return Number(number).toFixed(digits).replace(/\.0+$/, "");
};

/** A number in words: from one on, its second decimal tells a learner nothing. */
const rough = (number, step) => shown(number, Math.abs(number) >= 1 ? Math.max(step, 0.1) : step);

/** The options of a choice in their words, those of a group under its heading. */
function optionsOf({ options, words = {}, groups = {} }) {
  const option = (value) => make("option", { value }, words[value] ?? value);
  const own = new Set(Object.values(groups).flat());
  return [
    ...options.filter((value) => !own.has(value)).map(option),
    ...Object.entries(groups).map(([label, values]) => make("optgroup", { label }, ...values.map(option))),
  ];
}

/** What is typed counts on Enter as well: in JupyterLab no `change` follows that key. Until it is
 * told or left, `data-typed` says that it is the learner's. */
function typed(input, act) {
  let told;
  const tell = () => {
    delete input.dataset.typed;
    if (input.value === told) return; // leaving the field is no news after Enter
    told = input.value;
    act(told);
  };
  input.addEventListener("focus", () => (told = input.value));
  input.addEventListener("input", () => {
    told = undefined;
    input.dataset.typed = "";
  });
  input.addEventListener("change", tell);
  input.addEventListener("blur", () => delete input.dataset.typed);
  input.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" || e.isComposing) return;
    e.preventDefault();
    e.stopPropagation();
    tell();
  });
}

class Controls {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.ties = new Ties(model);
    this.inputs = new Map();
    this.waiting = {};
    root.className = "l45-controls";
    keepKeys();
    this.actions = make("div", { class: "l45-controls-actions" });
    this.groups = make("div", { class: "l45-controls-groups" });
    this.note = make("div", { class: "l45-controls-note", role: "alert" });
    const rows = [this.actions, this.note, this.groups];
    root.append(...(model.get("below") ? rows.reverse() : rows));
    this.ties.on("change:fields", () => this.#build());
    this.ties.on("change:values", () => this.#put());
    this.ties.on("change:unfolded change:reopened", () => this.#unfold());
    this.ties.on("change:used", () => this.#markUsed());
    this.ties.on("change:actions", () => this.#act());
    this.ties.on("change:note", () => this.#tell());
    this.ties.on("change:revision", () => this.#answered());
    this.ties.on("change:called", () => bringIntoSight(root));
    const heard = (e) => this.#key(e);
    document.addEventListener("keydown", heard);
    this.ties.stops.push(() => document.removeEventListener("keydown", heard));
    this.#act();
    this.#build();
    this.#tell();
    this.#answered();
  }

  end() {
    clearTimeout(this.pause);
    this.ties.end();
  }

  // ---- making

  #build() {
    const fields = this.model.get("fields");
    const shape = JSON.stringify(fields.map((f) => [f.name, f.kind, f.options, f.group]));
    if (shape === this.shape) {
      for (const field of fields) this.#dress(field);
      this.#put();
      return;
    }
    this.shape = shape;
    const titles = [...new Set(fields.map((field) => field.group))];
    this.inputs.clear();
    this.groups.replaceChildren(
      ...titles.map((title) => {
        const own = fields.filter((field) => field.group === title);
        const rows = own.map((field) => this.#row(field));
        const group = own[0].name.split(".")[0];
        const look = { class: "l45-controls-group", "data-group": group };
        const mark = make("span", { class: "l45-controls-used", hidden: true }, "in use");
        return make("details", look, make("summary", {}, title, mark), ...rows);
      }),
    );
    this.#unfold();
    this.#markUsed();
    for (const field of fields) this.#dress(field);
    this.#put();
  }

  /** Open the groups that are named, and no other; one alone is always open. */
  #unfold() {
    const open = new Set(this.model.get("unfolded"));
    const folds = [...this.groups.children];
    for (const fold of folds) fold.open = folds.length === 1 || open.has(fold.dataset.group);
  }

  /** Say at the heading of a folded group that something in it is set. */
  #markUsed() {
    const used = new Set(this.model.get("used"));
    for (const fold of this.groups.children) {
      fold.querySelector(".l45-controls-used").hidden = !used.has(fold.dataset.group);
    }
  }

  #row(field) {
    const id = ownId("control");
    const label = make("label", { for: id, id: `${id}-label` }, field.label);
    const hint = make("span", { class: "l45-controls-hint", id: `${id}-hint` });
    const row = make("div", { class: `l45-controls-row l45-controls-${field.kind}`, "data-field": field.name });
    let input;
    let exact;
    if (field.kind === "range") {
      input = make("input", { type: "range", id, step: field.step, "aria-describedby": hint.id });
      exact = make("input", {
        type: "number",
        step: field.step,
        class: "l45-controls-exact",
        "aria-label": `${field.label}${field.unit ? `, ${field.unit}` : ""}, exactly`,
      });
      const track = make("span", { class: "l45-controls-track", "aria-hidden": "true" });
      const unit = make("span", { class: "l45-controls-unit" }, field.unit);
      const slide = make("span", { class: "l45-controls-slide" }, input, track);
      row.append(label, make("span", { class: "l45-controls-value" }, exact, unit), slide, hint);
      input.addEventListener("input", () => this.#slid(field.name, Number(input.value)));
      typed(exact, (value) => {
        if (value !== "") this.#slid(field.name, Number(value));
      });
      input.addEventListener("pointerup", () => this.#rest());
      row.addEventListener("focusout", () => this.#rest());
      exact.addEventListener("blur", () => this.#put());
    } else if (field.kind === "choice") {
      input = make("select", { id, "aria-describedby": hint.id }, ...optionsOf(field));
      row.append(label, input, hint);
      input.addEventListener("change", () => this.#moved(field.name, input.value));
    } else {
      input = make("input", { type: "checkbox", id, "aria-describedby": hint.id });
      row.append(input, label, hint);
      input.addEventListener("change", () => this.#moved(field.name, input.checked));
    }
    this.inputs.set(field.name, { input, exact, row, hint, label });
    return row;
  }

  /** What may change without a new shape: how far it goes, whether it is held, what its track says. */
  #dress(field) {
    const { input, exact, row, hint } = this.inputs.get(field.name);
    input.disabled = field.disabled;
    row.classList.toggle("l45-held", field.disabled);
    row.title = field.because ?? "";
    hint.textContent = field.idle || field.remark || ""; // that the lesson holds it the lock says
    if (field.kind !== "range") return;
    exact.disabled = field.disabled;
    for (const one of [input, exact]) Object.assign(one, { min: field.low, max: field.high });
    const share = (at) => `${(100 * (at - field.low)) / (field.high - field.low || 1)}%`;
    const track = row.querySelector(".l45-controls-track");
    track.replaceChildren(
      ...field.bands.map((band) => {
        const piece = make("i", { class: `l45-band l45-band-${band.level}`, title: band.word });
        piece.style.left = share(band.low);
        piece.style.right = `calc(100% - ${share(band.high)})`;
        return piece;
      }),
      ...field.ticks.map((tick) => {
        const mark = make("b", { class: "l45-tick", title: tick.word });
        mark.style.left = share(tick.at);
        return mark;
      }),
    );
    const bands = field.bands.map((b) => `${b.word} ${rough(b.low, field.step)} to ${rough(b.high, field.step)}`);
    const ticks = field.ticks.map((t) => `${t.word} at ${rough(t.at, field.step)}`);
    hint.textContent = [...(field.idle ? [field.idle] : []), ...bands, ...ticks].join("; ");
  }

  // ---- values

  #put() {
    const values = this.model.get("values");
    for (const field of this.model.get("fields")) {
      const held = this.inputs.get(field.name);
      const value = this.waiting[field.name] ?? values[field.name];
      if (!held || value === undefined) continue;
      const { input, exact } = held;
      if (field.kind === "switch") input.checked = value;
      else if (field.kind === "choice") input.value = value;
      else {
        input.value = value;
        const words = `${shown(value, field.step)} ${field.unit}`.trim();
        const band = field.bands.find((b) => value >= b.low && value <= b.high);
        input.setAttribute("aria-valuetext", band ? `${words}, ${band.word}` : words);
        if (document.activeElement !== exact) exact.value = shown(value, field.step);
      }
    }
  }

  #moved(name, value) {
    this.waiting[name] = value;
    this.isMoved = true;
    this.#put();
    if (!this.isBusy) this.#send();
  }

  #slid(name, value) {
    this.#moved(name, value);
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.#pause(), PAUSE);
  }

  /** The slider stands still, but nobody let go of it: the step goes on. */
  #pause() {
    if (!this.isMoved) return;
    this.isPaused = true;
    if (!this.isBusy) this.#send();
  }

  #send() {
    const moves = { ...this.waiting };
    this.sent = moves;
    this.isBusy = true;
    this.asked = (this.asked ?? 0) + 1;
    this.root.dataset.asked = this.asked;
    this.id ??= Math.random();
    const said = { rests: this.isRested, pauses: this.isPaused };
    this.model.set("moved", { values: moves, n: this.asked, from: this.id, ...said });
    this.isRested = this.isPaused = false;
    this.model.save_changes();
  }

  /** A drag has ended, or a run of keys: what follows is a step of its own. */
  #rest() {
    if (!this.isMoved) return;
    this.isMoved = false;
    this.isRested = true;
    if (!this.isBusy) this.#send();
  }

  /** The kernel has worked on a move: send what was set meanwhile, if anything was. */
  #answered() {
    this.root.dataset.revision = this.model.get("revision");
    if (!this.isBusy) return;
    for (const [name, value] of Object.entries(this.sent ?? {})) {
      if (this.waiting[name] === value) delete this.waiting[name];
    }
    this.isBusy = false;
    if (Object.keys(this.waiting).length || this.isRested || this.isPaused) this.#send();
    else this.#put();
  }

  // ---- actions

  #act() {
    const actions = this.model.get("actions");
    const shape = JSON.stringify(actions.map(({ disabled, pressed, text, hint, ...rest }) => [rest, typeof pressed, typeof text]));
    if (shape !== this.offered) this.#offer(actions);
    this.offered = shape;
    for (const action of actions) this.#suit(action);
  }

  /** What may change without a new shape: whether a button can be pressed, or is; what a line says,
   * unless the learner is writing there; which option of a menu holds, else it has its heading. */
  #suit({ name, disabled, pressed, text = "", hint = "" }) {
    const one = this.actions.querySelector(`[data-act="${CSS.escape(name)}"]`);
    if (one.tagName === "BUTTON") one.disabled = Boolean(disabled);
    else if (one.dataset.typed === undefined) one.value = text;
    if (one.tagName === "SELECT") one.nextElementSibling.textContent = hint;
    if (pressed !== undefined) one.setAttribute("aria-pressed", pressed);
  }

  #offer(actions) {
    const held = this.actions.contains(document.activeElement) && document.activeElement.dataset.act;
    this.actions.replaceChildren(
      ...actions.map((action) => {
        if (action.options) return this.#menu(action);
        if (action.text !== undefined) return this.#line(action);
        const title = action.key ? `${action.label} (${action.key})` : action.label;
        const button = make("button", { type: "button", title, "data-act": action.name });
        button.textContent = action.label;
        button.addEventListener("click", () => this.#say(action.name));
        return button;
      }),
    );
    if (held) this.actions.querySelector(`[data-act="${held}"]`)?.focus({ preventScroll: true });
  }

  #menu(action) {
    const options = action.options.map((one) => make("option", { value: one.name }, one.label));
    const id = ownId("control");
    const select = make("select", { "aria-label": action.label, "data-act": action.name, "aria-describedby": id });
    select.append(make("option", { value: "" }, `${action.label}…`), ...options);
    select.addEventListener("change", () => select.value && this.#say(action.name, select.value));
    const hint = make("span", { class: "l45-controls-hint", id, role: "status" });
    return make("span", { class: "l45-controls-menu" }, select, hint);
  }

  #line(action) {
    const id = ownId("control");
    const input = make("input", { type: "text", id, spellcheck: "false", "data-act": action.name });
    input.addEventListener("focus", () => input.select());
    typed(input, (text) => this.#say(action.name, text.trim()));
    return make("span", { class: "l45-controls-line" }, make("label", { for: id }, action.label), input);
  }

  #say(name, value = "") {
    const values = { ...this.waiting }; // what was moved and has not been answered yet
    if (AFRESH.includes(name)) this.waiting = {};
    this.model.set("acted", { name, value, values, n: Date.now() });
    this.model.save_changes();
  }

  #tell() {
    this.note.textContent = this.model.get("note");
  }

  /** Undo and redo by key, wherever the focus is among the views of what is controlled. */
  #key(e) {
    if (!(e.ctrlKey || e.metaKey) || e.altKey || e.defaultPrevented) return;
    const order = { z: e.shiftKey ? "redo" : "undo", y: "redo" }[e.key.toLowerCase()];
    const place = this.root.closest(".l45-simulator") ?? this.root;
    const [target] = e.composedPath(); // seen from the document a shadow root hides it
    if (!order || !e.composedPath().includes(place)) return;
    if (!this.model.get("actions").some(({ name }) => name === order)) return;
    if (target.matches("input[type=text], input[type=number]")) return; // their own undo
    this.#say(order);
    e.preventDefault();
  }
}

export default shownBy(Controls);
