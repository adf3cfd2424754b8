// The widget in the page: one toolbar, one canvas, one list, tied to the model in the kernel.
import { isCalm, Orbit } from "./camera.js";
import { HELP, makeCanvas } from "./canvas.js";
import { Compass } from "./compass.js";
import { make } from "./elements.js";
import { keepKeys } from "./keys.js";
import { Label } from "./label.js";
import { Motion } from "./motion.js";
import { Panel } from "./panel.js";
import { FOV, Scene } from "./scene.js";
import { Toolbar } from "./toolbar.js";
import { closeUp, frame, towards, VIEWS } from "./views.js";

const WIDE = 820; // px from which the list stands beside the picture
const NARROW = 640; // px below which the toolbar is set closer
const REST = 120; // ms the pointer rests before the kernel hears what it is on

class View {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.id = Math.random().toString(36).slice(2);
    this.moves = 0;
    this.draws = 0;
    this.isWhole = false;
    this.isSeen = false;
    this.isDragged = false;
    this.motion = new Motion(() => this.isDragged || this.orbit.flight, () => this.invalidate());
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
    this.label = new Label();
    this.status = make("div", { class: "l45-status", role: "status" });
    this.status.textContent = "Waiting for the scene…";
    this.help = make("div", { class: "l45-help", id: `l45-help-${this.id}`, hidden: "" }, HELP);
    this.canvas.setAttribute("aria-describedby", this.help.id);
    this.panel = new Panel({
      mode: (names, mode) => this.#setMode(names, mode),
      point: (name) => this.#pointFromList(name),
      pick: (name) => this.#pickFromList(name),
    });
    this.stage = make("div", { class: "l45-stage" }, this.canvas, this.compass.element);
    this.stage.append(this.label.element, this.help, this.status);
    const body = make("div", { class: "l45-body" }, this.stage, this.panel.element);
    this.toolbar = new Toolbar({
      view: (name) => this.#choose(name),
      zoom: (factor) => this.orbit?.zoom(factor),
      home: () => this.#home(),
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

  #listen() {
    const on = (event, act) => {
      this.model.on(event, act);
      this.stops.push(() => this.model.off(event, act));
    };
    on("msg:custom", (content, buffers) => this.#receive(content, buffers ?? []));
    on("change:view", () => {
      if (this.model.get("view") !== this.view) this.#look(this.model.get("view"));
    });
    for (const aim of ["target", "centre", "span"]) {
      on(`change:${aim}`, () => this.#frameView(false));
    }
    on("change:hidden", () => this.#applyModes());
    on("change:faded", () => this.#applyModes());
    on("change:picked", () => this.#markPicked());
    on("change:height", () => this.#describe());
    on("change:description", () => this.#describe());
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
    this.orbit = new Orbit(this.canvas, FOV, {
      move: () => {
        this.motion.step();
        this.invalidate();
      },
      free: () => this.#setView("free"),
      view: (name) => this.#choose(name),
      home: () => this.#home(),
      escape: () => this.#letGo(),
      click: (x, y) => this.#click(x, y),
      drag: (is) => this.#drag(is),
    });
    this.#setView(this.model.get("view"));
    const sizes = new ResizeObserver(() => this.#resize());
    sizes.observe(this.stage);
    sizes.observe(this.root);
    const sights = new IntersectionObserver(([entry]) => {
      this.isSeen = entry.isIntersecting;
      this.invalidate();
    });
    sights.observe(this.stage);
    this.canvas.addEventListener("pointermove", (e) => this.#point(e));
    this.canvas.addEventListener("pointerleave", () => this.#hover(null));
    this.canvas.addEventListener("webglcontextrestored", () => this.invalidate());
    this.root.addEventListener("l45-snapshot", (e) => {
      this.motion.is = false;
      this.#draw();
      e.detail.url = this.canvas.toDataURL();
    });
    this.stops.push(
      () => sizes.disconnect(),
      () => sights.disconnect(),
      () => this.orbit.stop(),
      () => cancelAnimationFrame(this.frame),
      () => clearTimeout(this.rest),
      () => this.motion.stop(),
      () => this.scene.dispose(),
    );
  }

  /** Without WebGL: the picture or the words instead. */
  #stand() {
    this.root.classList.add("l45-still");
    this.root.dataset.ready = "still";
    this.#showPanel(false);
    this.stage.replaceChildren(
      make("p", {}, this.model.get("description") || "This browser cannot draw in 3D (no WebGL 2)."),
    );
  }

  end() {
    for (const stop of this.stops.reverse()) stop();
    this.root.replaceChildren();
  }

  // ---- messages

  #receive(content, buffers) {
    if (content.to !== undefined && content.to !== this.id) return;
    if (content.kind === "picture" && !this.scene) this.#showPicture(buffers[0]);
    if (!this.scene || !["whole", "change"].includes(content.kind)) return;
    if (content.kind === "change" && !this.isWhole) return; // the whole is on its way
    const before = [...this.scene.parts.keys()];
    const isListed = this.scene.apply(content, buffers);
    this.isWhole = true;
    if (isListed) this.panel.list(this.scene.parts);
    this.#applyModes();
    this.#markPicked();
    this.moves += 1;
    Object.assign(this.root.dataset, {
      ready: "true",
      parts: this.scene.parts.size,
      moves: this.moves,
    });
    const isOther = !before.some((name) => this.scene.parts.has(name));
    if (isOther) this.#frameView(true); // a change of the same spine leaves the eye where it is
    this.orbit.radius = this.scene.radius();
    if (this.status.textContent.startsWith("Waiting")) this.status.textContent = "";
    this.invalidate();
  }

  #showPicture(buffer) {
    if (!buffer) return;
    const url = URL.createObjectURL(new Blob([buffer], { type: "image/png" }));
    this.stops.push(() => URL.revokeObjectURL(url));
    const alt = this.model.get("description") || "Picture of the scene";
    this.stage.replaceChildren(make("img", { src: url, alt }));
  }

  // ---- camera

  #setView(name) {
    this.view = name;
    this.root.dataset.view = name;
    this.toolbar.press(name);
  }

  #choose(name) {
    this.#look(name);
    this.model.set("view", name);
    this.model.save_changes();
  }

  #look(name) {
    this.#setView(name);
    this.#frameView(false);
  }

  #home() {
    this.#look(this.view === "free" ? this.model.get("view") : this.view);
  }

  #frameView(isSudden) {
    if (!this.scene || this.view === "free") return;
    const aim = this.model.get("target");
    const angles = towards(VIEWS[this.view], aim);
    const { aspect } = this.scene.camera;
    const stand = frame(this.scene.outline(), angles, { fov: FOV, aspect });
    if (angles.closer) {
      stand.distance *= angles.closer;
      if (aim?.length === 3) stand.target = [...aim];
    } else {
      Object.assign(stand, closeUp(this.model.get("centre"), this.model.get("span"), { fov: FOV, aspect }));
    }
    this.orbit.fly(stand, isSudden);
  }

  #resize() {
    const isWide = this.root.clientWidth >= WIDE;
    this.root.classList.toggle("l45-wide", isWide);
    this.root.classList.toggle("l45-narrow", this.root.clientWidth < NARROW);
    if (!this.hasChosenPanel) this.#showPanel(isWide);
    const { clientWidth, clientHeight } = this.stage;
    if (!clientWidth || !clientHeight) return;
    this.scene.resize(clientWidth, clientHeight);
    this.#frameView(true);
    this.#draw(); // a resized canvas is blank until drawn
  }

  // ---- drawing

  invalidate() {
    if (this.frame || !this.isSeen) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.#draw();
    });
  }

  #draw() {
    this.scene.place(this.orbit.stand);
    this.scene.lighten(this.motion.is);
    const triangles = this.scene.draw();
    this.compass.turn(this.orbit.stand);
    this.draws += 1;
    Object.assign(this.root.dataset, { draws: this.draws, triangles });
  }

  // ---- show, fade, hide

  #mode = (name) => {
    if (this.model.get("hidden").includes(name)) return "hide";
    return this.model.get("faded").includes(name) ? "fade" : "show";
  };

  #setMode(names, mode) {
    const set = (trait, isIn) => {
      const rest = this.model.get(trait).filter((name) => !names.includes(name));
      this.model.set(trait, isIn ? [...rest, ...names] : rest);
    };
    set("hidden", mode === "hide");
    set("faded", mode === "fade");
    this.model.save_changes();
  }

  #applyModes() {
    if (!this.scene) return;
    this.scene.setModes(this.#mode);
    this.panel.setModes(this.#mode);
    this.invalidate();
  }

  // ---- pointing and picking

  #title(name) {
    const note = this.scene.parts.get(name)?.note;
    return note ? `${name}: ${note}` : name;
  }

  #drag(is) {
    this.isDragged = is;
    if (is) this.#hover(null);
  }

  #point(e) {
    this.pointer = { x: e.clientX, y: e.clientY };
    if (this.isDragged || this.isPointing || e.pointerType === "touch") return;
    this.isPointing = true; // at most one look per frame
    requestAnimationFrame(() => {
      this.isPointing = false;
      if (this.isDragged || !this.canvas.matches(":hover")) return;
      const { x, y } = this.pointer;
      const hit = this.scene.under(x, y);
      const box = this.stage.getBoundingClientRect();
      this.#hover(hit && { name: hit.name, x: x - box.left, y: y - box.top });
    });
  }

  #pointFromList(name) {
    this.#hover(name && this.scene.parts.has(name) ? { name, ...this.scene.middle(name) } : null);
  }

  #hover(at) {
    const name = at?.name ?? "";
    if (at) this.label.show(this.scene.parts.get(name), at, this.stage);
    else this.label.hide();
    if (name === this.scene.hovered) return;
    this.scene.mark({ hovered: name });
    this.root.dataset.hovered = name;
    this.canvas.style.cursor = name ? "pointer" : "grab";
    this.invalidate();
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      this.model.set("hovered", name);
      this.model.save_changes();
    }, REST);
  }

  #click(x, y) {
    const hit = this.scene.under(x, y);
    if (hit) this.#pick(hit.name, hit.point);
    else this.#letGo();
  }

  #pickFromList(name) {
    if (this.scene.picked === name) this.#letGo();
    else this.#pick(name, this.scene.middle(name).point);
  }

  #pick(name, point) {
    this.model.set("picked", { name, point, n: Date.now() }); // n: a second click is news as well
    this.model.save_changes();
  }

  #letGo() {
    this.#hover(null);
    this.#showHelp(false);
    if (!this.model.get("picked").name) return;
    this.model.set("picked", {});
    this.model.save_changes();
  }

  #markPicked() {
    if (!this.scene) return;
    const { name = "" } = this.model.get("picked");
    this.scene.mark({ picked: name });
    this.panel.mark(name);
    this.root.dataset.picked = name;
    if (this.isWhole) this.status.textContent = name && this.#title(name);
    this.invalidate();
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
