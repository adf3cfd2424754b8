// The widget in the page: furniture, scene, eye and hand, tied to the model in the kernel.
import { isCalm } from "./camera.js";
import { makeCanvas } from "./canvas.js";
import { Context } from "./contexts.js";
import { Drawing } from "./drawing.js";
import { make, ownId } from "./elements.js";
import { Eye } from "./eye.js";
import { Furniture } from "./furniture.js";
import { Glide } from "./glide.js";
import { keepKeys, mark } from "./keys.js";
import { Labels } from "./labels.js";
import { Motion } from "./motion.js";
import { Overlays } from "./overlays.js";
import { Picking } from "./picking.js";
import { PointerKeys } from "./pointer-keys.js";
import { Scene } from "./scene.js";
import { listen } from "./shortcuts.js";
import { Still } from "./still.js";
import { facing } from "./views.js";
import { Visibility } from "./visibility.js";

const CUT = "Cut at what is caught (key X).";

class View {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.id = ownId("view");
    this.moves = 0;
    this.draws = 0;
    this.isAsked = false;
    this.isWhole = false;
    this.stops = [];
    const { canvas, context } = makeCanvas();
    this.canvas = canvas;
    this.#furnish();
    this.#listen();
    if (context) this.#begin(context);
    else this.#stand();
  }

  // ---- page elements

  #furnish() {
    keepKeys();
    this.furniture = new Furniture(this.root, this.canvas, this.id, {
      view: (name) => this.eye.choose(name),
      turn: (azimuth, elevation) => this.eye.orbit.turn(azimuth, elevation),
      pan: (dx, dy) => this.eye.orbit.pan(dx, dy),
      zoom: (factor) => this.eye.orbit.zoom(factor),
      home: () => this.eye.home(),
      names: () => this.#toggleNames(),
      mode: (names, mode) => this.visibility.set(names, mode),
      only: (names) => this.visibility.isolate(names),
      wear: (title) => this.visibility.wear(title),
      peel: (step) => this.visibility.peel(step),
      reset: () => this.visibility.reset(),
      parts: () => this.scene.near(this.model.get("target")),
      go: (name) => this.#visit(name),
      point: (name) => this.picking.pointAt(name),
      pick: (name) => this.picking.toggle(name),
      arranged: () => this.#rearrange(),
      cut: (cut, isLast) => this.overlays.setCut(cut, isLast),
      reach: (plane) => this.overlays.reach(plane),
      compare: (way) => this.overlays.setCompare(way),
      facing: () => facing(this.eye.orbit.stand),
    });
    mark(this.canvas); // it may get keys before it has the focus
    this.furniture.tell(this.model.get("note") ?? "");
    this.#describe();
  }

  #toggleNames() {
    this.model.set("labelled", !this.model.get("labelled"));
    this.model.save_changes();
  }

  #describe() {
    const text = this.model.get("description");
    this.canvas.setAttribute("aria-label", text ? `3D view. ${text}` : "3D view");
    this.root.style.height = `${this.model.get("height")}px`;
  }

  #tell(text) {
    if (this.isWhole) this.furniture.status.textContent = text;
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
    this.#on("change:note", () => this.furniture.tell(this.model.get("note")));
  }

  #begin(context) {
    const { panel, stage } = this.furniture;
    this.glide = new Glide(() => this.drawing.ask());
    this.scene = new Scene(this.canvas, context, this.glide);
    this.labels = new Labels(this.scene);
    this.canvas.after(this.labels.element);
    this.motion = new Motion(
      () => this.picking.isDragged || this.eye.orbit.flight,
      () => this.drawing.ask(),
    );
    this.context = new Context(this.canvas, this.scene.renderer, {
      last: () => (this.draws ? this.#picture() : ""),
      pause: (isPaused, url) => this.#pause(isPaused, url),
    });
    this.drawing = new Drawing({ root: this.root, stage }, {
      draw: () => this.#draw(),
      resize: () => this.#resize(),
      see: (is) => this.#see(is),
    });
    this.visibility = new Visibility(this.model, this.scene, panel);
    const places = { root: this.root, canvas: this.canvas, stage, panel };
    this.picking = new Picking(this.model, this.scene, places, {
      drawn: () => this.drawing.ask(),
      told: (text) => this.#tell(text),
    });
    this.eye = this.#makeEye();
    this.pointerKeys = new PointerKeys(this.canvas);
    this.overlays = new Overlays(this.model, this.scene, panel.workshop, stage, {
      drawn: () => this.drawing.ask(),
    });
    this.canvas.addEventListener("webglcontextrestored", () => this.drawing.ask());
    this.root.addEventListener("l45-snapshot", (e) => (e.detail.url = this.#picture()));
    this.#follow();
    this.#bind();
    this.stops.push(
      () => this.drawing.stop(),
      () => this.eye.orbit.stop(),
      () => this.picking.stop(),
      () => this.pointerKeys.stop(),
      () => this.motion.stop(),
      () => this.glide.stop(),
      () => this.overlays.dispose(),
      () => this.context.end(),
      () => this.scene.dispose(),
    );
  }

  #makeEye() {
    return new Eye(this.model, this.scene, this.canvas, {
      press: (name) => {
        this.root.dataset.view = name;
        this.furniture.toolbar.press(name);
      },
      chosen: (name) => {
        const isCut = this.overlays.lookFrom(name);
        this.#tell(isCut ? CUT : "");
      },
      move: () => {
        this.motion.step();
        this.#rearrange();
      },
      escape: () => {
        this.picking.letGo();
        this.furniture.showHelp(false);
      },
      click: (x, y) => this.picking.click(x, y) || this.furniture.showHelp(false),
      drag: (is) => this.picking.drag(is),
    });
  }

  /** What the kernel says of a living picture. */
  #follow() {
    this.#on("change:view", () => {
      if (this.model.get("view") !== this.eye.view) this.eye.look(this.model.get("view"));
    });
    for (const aim of ["target", "centre", "span"]) {
      this.#on(`change:${aim}`, () => this.eye.frame(false));
    }
    for (const trait of Visibility.traits) this.#on(`change:${trait}`, () => this.#applyModes());
    this.#on("change:picked", () => {
      this.picking.mark();
      this.#rearrange();
    });
    this.#on("change:labelled", () => this.#showNames());
    for (const trait of Overlays.traits) this.#on(`change:${trait}`, () => this.overlays.apply([trait]));
    this.#on("change:marks", () => this.#rearrange()); // names stand where these leave them room
    this.#showNames();
  }

  #bind() {
    const picked = (act) => () => {
      const { name } = this.model.get("picked");
      if (name) act([name]);
      else this.#tell("Pick a structure first.");
    };
    listen(this.root, {
      l: () => this.#toggleNames(),
      x: () => this.furniture.panel.workshop.next(1),
      X: () => this.furniture.panel.workshop.next(-1),
      b: () => this.furniture.panel.workshop.nextWay(),
      c: () => this.furniture.togglePad(),
      f: () => this.furniture.fullScreen(),
      r: () => this.visibility.reset(),
      p: () => this.visibility.peel(1),
      P: () => this.visibility.peel(-1),
      i: picked((names) => this.visibility.isolate(names)),
      h: picked((names) => this.visibility.set(names, "hide")),
      g: picked((names) => this.visibility.set(names, "fade")),
      "/": () => this.furniture.search(),
      "?": () => this.furniture.showHelp(this.furniture.help.hidden),
    });
  }

  /** Without WebGL: the picture or the words instead. */
  #stand() {
    this.still = new Still(this.model, this.root, this.furniture.stage);
    this.furniture.freeze();
    this.model.send({ kind: "picture", from: this.id });
    this.stops.push(() => this.still.stop());
  }

  /** A view nobody scrolled to yet needs no scene: a notebook may hold twenty. */
  #see(is) {
    this.context.see(is);
    if (!is || this.isAsked) return;
    this.isAsked = true;
    this.model.send({ kind: "ready", from: this.id });
  }

  end() {
    for (const stop of this.stops.reverse()) stop();
    this.root.remove(); // the front end keeps the place it stood in, for as long as the page is open
  }

  // ---- messages

  #receive(content, buffers) {
    if (content.to !== undefined && content.to !== this.id) return;
    if (content.kind === "picture") this.still?.show(buffers[0]);
    if (!this.scene) return;
    if (content.kind === "home") this.eye.look(this.model.get("view"));
    if (content.kind === "before") {
      this.overlays.before.apply(content, buffers);
      this.drawing.ask();
    }
    if (!["whole", "change"].includes(content.kind)) return;
    if (content.kind === "change" && !this.isWhole) return; // the whole is on its way
    const before = [...this.scene.parts.keys()];
    this.glide.begin();
    const isListed = this.scene.apply(content, buffers);
    this.isWhole = true;
    if (isListed) this.furniture.panel.list(this.scene.parts);
    if (isRearranged(content)) this.#applyModes();
    else this.#renew();
    this.picking.mark();
    this.moves += 1;
    Object.assign(this.root.dataset, {
      ready: "true",
      parts: this.scene.parts.size,
      moves: this.moves,
    });
    const isOther = !before.some((name) => this.scene.parts.has(name));
    if (isOther) this.eye.frame(true); // a change of the same spine leaves the eye where it is
    this.eye.orbit.radius = this.scene.outline.radius;
    this.drawing.ask();
  }

  #applyModes() {
    this.visibility.apply();
    this.#renew();
  }

  #renew() {
    this.overlays.renew();
    this.#rearrange();
  }

  // ---- going to a structure, names

  #visit(name) {
    this.visibility.reveal(name);
    if (this.furniture.makeWay()) this.canvas.focus();
    const { point, radius } = this.scene.middle(name);
    this.eye.visit(point, radius);
    this.picking.pick(name, point);
  }

  #showNames() {
    const isOn = this.model.get("labelled") ?? false;
    this.labels.show(isOn);
    this.furniture.toolbar.names.setAttribute("aria-pressed", isOn);
    this.drawing.ask();
  }

  /** Names have to be chosen anew when the picture rests. */
  #rearrange() {
    if (!this.labels) return;
    this.labels.isStale = true;
    this.drawing.ask();
  }

  // ---- drawing

  #resize() {
    const size = this.furniture.fit();
    if (!size) return;
    this.scene.resize(size.width, size.height);
    this.labels.isStale = true;
    this.eye.frame(true);
    this.#draw(); // a resized canvas is blank until drawn
  }

  #draw() {
    if (this.context.isLost) return;
    this.scene.free(this.furniture.room.right);
    this.scene.place(this.eye.orbit.stand);
    this.scene.lighten(this.motion.is);
    const triangles = this.overlays.draw();
    this.furniture.compass.turn(this.eye.orbit.stand);
    const { room } = this.furniture;
    this.overlays.follow(room, this.motion.is);
    this.labels.follow({ ...room, taken: this.overlays.marks.taken }, this.motion.is);
    this.draws += 1;
    Object.assign(this.root.dataset, { draws: this.draws, triangles });
  }

  #picture() {
    this.motion.is = false;
    this.#draw();
    return this.canvas.toDataURL();
  }

  /** Show the last picture while there is no context to draw with. */
  #pause(isPaused, url = "") {
    this.canvas.style.background = url && `url(${url}) center / 100% 100%`;
    this.root.dataset.paused = isPaused;
  }
}

/** Whether a message changes which parts there are, or what a preset or a layer makes of them. */
function isRearranged({ kind, order, removed, parts = [] }) {
  return Boolean(kind === "whole" || order || removed || parts.some((change) => "group" in change));
}

function render({ model, el }) {
  const root = make("div");
  el.append(root);
  const view = new View(model, root);
  if (isCalm()) root.classList.add("l45-calm");
  return () => view.end();
}

export default { render };
