// The widget in the page: one toolbar, one canvas, one list, tied to the model in the kernel.
import { isCalm } from "./camera.js";
import { HELP, makeCanvas } from "./canvas.js";
import { Compass } from "./compass.js";
import { Drawing } from "./drawing.js";
import { make } from "./elements.js";
import { Eye } from "./eye.js";
import { keepKeys } from "./keys.js";
import { Motion } from "./motion.js";
import { Panel } from "./panel.js";
import { Picking } from "./picking.js";
import { Scene } from "./scene.js";
import { Still } from "./still.js";
import { Toolbar } from "./toolbar.js";
import { Visibility } from "./visibility.js";

const WIDE = 820; // px from which the list stands beside the picture
const NARROW = 640; // px below which the toolbar is set closer

class View {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.id = Math.random().toString(36).slice(2);
    this.moves = 0;
    this.draws = 0;
    this.isWhole = false;
    this.stops = [];
    const { canvas, context } = makeCanvas();
    this.canvas = canvas;
    this.#furnish();
    this.#listen();
    if (context) this.#begin(context);
    else this.#stand();
    model.send({ kind: context ? "ready" : "picture", from: this.id });
  }

  // ---- page elements

  #furnish() {
    const { root } = this;
    root.className = "l45-view";
    keepKeys();
    this.compass = new Compass();
    this.status = make("div", { class: "l45-status", role: "status" });
    this.status.textContent = "Waiting for the scene…";
    this.help = make("div", { class: "l45-help", id: `l45-help-${this.id}`, hidden: "" }, HELP);
    this.canvas.setAttribute("aria-describedby", this.help.id);
    this.panel = new Panel({
      mode: (names, mode) => this.visibility.set(names, mode),
      point: (name) => this.picking.pointAt(name),
      pick: (name) => this.picking.toggle(name),
    });
    this.stage = make("div", { class: "l45-stage" }, this.canvas, this.compass.element);
    this.stage.append(this.help, this.status);
    const body = make("div", { class: "l45-body" }, this.stage, this.panel.element);
    this.toolbar = new Toolbar({
      view: (name) => this.eye.choose(name),
      zoom: (factor) => this.eye.orbit.zoom(factor),
      home: () => this.eye.home(),
      full: () => this.#fullScreen(),
      help: () => this.#showHelp(this.help.hidden),
      list: () => {
        this.hasChosenPanel = true;
        this.#showPanel(this.panel.element.hidden);
      },
    });
    root.replaceChildren(this.toolbar.element, body);
    this.#showPanel(false);
    this.#showHelp(false);
    this.#describe();
  }

  #showPanel(isShown) {
    this.panel.element.hidden = !isShown;
    this.toolbar.list.setAttribute("aria-expanded", isShown);
  }

  #showHelp(isShown) {
    this.help.hidden = !isShown;
    this.toolbar.help.setAttribute("aria-expanded", isShown);
  }

  #fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.root.requestFullscreen?.();
  }

  #describe() {
    const text = this.model.get("description");
    this.canvas.setAttribute("aria-label", text ? `3D view. ${text}` : "3D view");
    this.root.style.height = `${this.model.get("height")}px`;
  }

  // ---- life

  #on(event, act) {
    this.model.on(event, act);
    this.stops.push(() => this.model.off(event, act));
  }

  #listen() {
    this.#on("msg:custom", (content, buffers) => this.#receive(content, buffers ?? []));
    this.#on("change:height", () => this.#describe());
    this.#on("change:description", () => this.#describe());
    const escape = (e) => {
      if (e.key !== "Escape" || e.defaultPrevented || !this.panel.element.contains(e.target)) return;
      this.#showPanel(false);
      this.hasChosenPanel = true;
      this.toolbar.list.focus();
    };
    this.root.addEventListener("keydown", escape);
  }

  #begin(context) {
    this.scene = new Scene(this.canvas, context);
    this.motion = new Motion(
      () => this.picking.isDragged || this.eye.orbit.flight,
      () => this.drawing.ask(),
    );
    this.drawing = new Drawing(this, () => this.#draw(), () => this.#resize());
    this.visibility = new Visibility(this.model, this.scene, this.panel);
    this.picking = new Picking(this.model, this.scene, this, {
      drawn: () => this.drawing.ask(),
      told: (text) => this.isWhole && (this.status.textContent = text),
    });
    this.eye = new Eye(this.model, this.scene, this.canvas, {
      press: (name) => {
        this.root.dataset.view = name;
        this.toolbar.press(name);
      },
      move: () => {
        this.motion.step();
        this.drawing.ask();
      },
      escape: () => {
        this.picking.letGo();
        this.#showHelp(false);
      },
      click: (x, y) => this.picking.click(x, y) || this.#showHelp(false),
      drag: (is) => this.picking.drag(is),
    });
    this.canvas.addEventListener("webglcontextrestored", () => this.drawing.ask());
    this.root.addEventListener("l45-snapshot", (e) => this.#snapshot(e.detail));
    this.#follow();
    this.stops.push(
      () => this.drawing.stop(),
      () => this.eye.orbit.stop(),
      () => this.picking.stop(),
      () => this.motion.stop(),
      () => this.scene.dispose(),
    );
  }

  /** What the kernel says of a living picture. */
  #follow() {
    this.#on("change:view", () => {
      if (this.model.get("view") !== this.eye.view) this.eye.look(this.model.get("view"));
    });
    for (const aim of ["target", "centre", "span"]) {
      this.#on(`change:${aim}`, () => this.eye.frame(false));
    }
    this.#on("change:hidden", () => this.#applyModes());
    this.#on("change:faded", () => this.#applyModes());
    this.#on("change:picked", () => this.picking.mark());
  }

  /** Without WebGL: the picture or the words instead. */
  #stand() {
    this.still = new Still(this.model, this.root, this.stage);
    this.#showPanel(false);
    this.stops.push(() => this.still.stop());
  }

  end() {
    for (const stop of this.stops.reverse()) stop();
    this.root.replaceChildren();
  }

  // ---- messages

  #receive(content, buffers) {
    if (content.to !== undefined && content.to !== this.id) return;
    if (content.kind === "picture") this.still?.show(buffers[0]);
    if (!this.scene || !["whole", "change"].includes(content.kind)) return;
    if (content.kind === "change" && !this.isWhole) return; // the whole is on its way
    const before = [...this.scene.parts.keys()];
    const isListed = this.scene.apply(content, buffers);
    this.isWhole = true;
    if (isListed) this.panel.list(this.scene.parts);
    this.#applyModes();
    this.picking.mark();
    this.moves += 1;
    Object.assign(this.root.dataset, {
      ready: "true",
      parts: this.scene.parts.size,
      moves: this.moves,
    });
    const isOther = !before.some((name) => this.scene.parts.has(name));
    if (isOther) this.eye.frame(true); // a change of the same spine leaves the eye where it is
    this.eye.orbit.radius = this.scene.radius();
    this.drawing.ask();
  }

  #applyModes() {
    this.visibility.apply();
    this.drawing.ask();
  }

  // ---- drawing

  #resize() {
    const isWide = this.root.clientWidth >= WIDE;
    this.root.classList.toggle("l45-wide", isWide);
    this.root.classList.toggle("l45-narrow", this.root.clientWidth < NARROW);
    if (!this.hasChosenPanel) this.#showPanel(isWide);
    const { clientWidth, clientHeight } = this.stage;
    if (!clientWidth || !clientHeight) return;
    this.scene.resize(clientWidth, clientHeight);
    this.eye.frame(true);
    this.#draw(); // a resized canvas is blank until drawn
  }

  #draw() {
    this.scene.place(this.eye.orbit.stand);
    this.scene.lighten(this.motion.is);
    const triangles = this.scene.draw();
    this.compass.turn(this.eye.orbit.stand);
    this.draws += 1;
    Object.assign(this.root.dataset, { draws: this.draws, triangles });
  }

  #snapshot(answer) {
    this.motion.is = false;
    this.#draw();
    answer.url = this.canvas.toDataURL();
  }
}

function render({ model, el }) {
  const root = make("div");
  el.append(root);
  const view = new View(model, root);
  if (isCalm()) root.classList.add("l45-calm");
  return () => view.end();
}

export default { render };
