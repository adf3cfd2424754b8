// Which named view is looked from, and how the scene is framed in it.
import { FLIGHT, Orbit } from "./camera.js";
import { FOV } from "./scene.js";
import { closeUp, frame, onSide, towards, VIEWS } from "./views.js";

const ROOM = 1.8; // how much more than the part itself is seen when the eye flies to it
const NEAREST = 25; // mm that are seen at least

export class Eye {
  /** `on` holds `press(view)` and `chosen(view)`, called when a view is chosen by hand, beside what an `Orbit` calls, but for those the eye sees to itself. */
  constructor(model, scene, canvas, on) {
    Object.assign(this, { model, scene, on });
    this.orbit = new Orbit(canvas, FOV, {
      ...on,
      free: () => this.set("free"),
      view: (name) => this.choose(name),
      home: () => this.home(),
    });
    this.set(model.get("view"));
  }

  set(name) {
    this.view = name;
    this.on.press(name);
  }

  /** Look from a named view and tell the kernel. */
  choose(name) {
    this.on.chosen(name);
    this.look(name);
    this.model.set("view", name);
    this.model.save_changes();
  }

  look(name) {
    this.set(name);
    this.frame(false);
  }

  home() {
    this.look(this.view === "free" ? this.model.get("view") : this.view);
  }

  /** Fly to a ball around a point, mm, without turning. */
  visit(point, radius) {
    const { aspect } = this.scene.camera;
    const span = Math.max(2 * radius * ROOM, NEAREST);
    this.orbit.ease(() => closeUp(point, span, { fov: FOV, aspect }), FLIGHT);
  }

  frame(isSudden) {
    if (this.view === "free") return;
    const aim = this.model.get("target");
    const angles = towards(VIEWS[this.view], aim);
    const lens = { fov: FOV, aspect: this.scene.camera.aspect };
    const near = angles.closer ? {} : closeUp(this.model.get("centre"), this.model.get("span"), lens);
    const stand = near.target ? { ...angles, ...near } : frame(this.scene.outline.points, angles, lens);
    if (angles.closer) {
      stand.distance *= angles.closer;
      if (aim?.length === 3) stand.target = onSide(angles, aim);
    }
    this.orbit.fly(stand, isSudden);
  }
}
