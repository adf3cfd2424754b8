// What is laid over the plain picture: marks, a cut, the plane of a slice, how it was before.
import { Before } from "./before.js";
import { make } from "./elements.js";
import { Marks } from "./marks.js";
import { Plate } from "./plate.js";

const STEP = 0.02; // share of the picture a key moves the wipe

export class Overlays {
  static traits = ["marks", "cut", "plate", "compare", "was"];

  /** `on` holds `drawn()`, called when the picture must follow. */
  constructor(model, scene, workshop, stage, on) {
    Object.assign(this, { model, scene, workshop, on });
    this.marks = new Marks(scene);
    this.cut = scene.cut;
    this.plate = new Plate(scene.world);
    this.before = new Before(scene);
    this.wipe = make("input", {
      type: "range", class: "l45-wipe", min: 0, max: 1, step: STEP, value: 0.5,
      "aria-label": "Wipe: before on the left, now on the right",
    });
    this.line = make("div", { class: "l45-wipe-line", "aria-hidden": "true" });
    this.earlier = make("span");
    this.line.append(this.earlier, make("span", {}, "now"));
    this.wipe.addEventListener("input", () => this.#wiped());
    stage.append(this.marks.element, this.line, this.wipe);
    this.apply();
  }

  /** Show what these traits say. */
  apply(traits = Overlays.traits) {
    const get = (trait, otherwise) => this.model.get(trait) ?? otherwise;
    const compare = get("compare", "");
    const act = {
      marks: () => {
        this.marks.show(get("marks", []));
        if (this.#isOwnCut) this.lookFrom("superior"); // what is caught now lies elsewhere, if at all
      },
      cut: () => this.cut.set(get("cut", {})),
      plate: () => this.plate.show(get("plate", {})),
      compare: () => {
        this.before.show(compare);
        this.wipe.hidden = this.line.hidden = compare !== "wipe";
      },
      was: () => (this.earlier.textContent = get("was", "") || "before"),
    };
    for (const trait of traits) act[trait]();
    this.workshop.follow({ cut: get("cut", {}), compare, was: get("was", "") });
    this.#wiped();
  }

  #wiped() {
    this.line.style.left = `${100 * this.wipe.value}%`;
    this.on.drawn();
  }

  /** Parts have come, gone or changed their look. */
  renew() {
    this.marks.light();
    this.cut.isStale = true;
    this.before.show(this.before.way);
  }

  /** From where to where a plane may cut, mm, and where it is best begun. */
  reach(plane) {
    const axis = { axial: 2, sagittal: 0, coronal: 1 }[plane];
    const along = this.scene.outline.points.map((point) => point[axis]);
    const [corner, , opposite] = this.model.get("plate")?.corners ?? [];
    const target = this.model.get("target") ?? [];
    const isSame = corner && Math.abs(corner[axis] - opposite[axis]) < 1e-6;
    const best = isSame ? corner[axis] : plane === "sagittal" ? 0 : target[axis];
    return [Math.floor(Math.min(...along)), Math.ceil(Math.max(...along)), best];
  }

  /** Cut so, and let the kernel know of it once the hand rests. */
  setCut(cut, isLast) {
    this.model.set("cut", cut);
    if (isLast) this.model.save_changes();
  }

  /** From above, what stands over the gravest place would hide it: cut there, unless a cut is made,
   * and close the spine again when one looks from elsewhere. Say whether it is cut so. */
  lookFrom(view) {
    const [gravest] = this.model.get("marks") ?? [];
    const isOwn = this.#isOwnCut;
    const isOpened = view === "superior" && gravest && (isOwn || !this.model.get("cut")?.plane);
    if (isOpened) {
      const own = { plane: "axial", at_mm: Math.ceil(gravest.point[2]), flipped: false };
      this.ownCut = JSON.stringify(own);
      this.setCut(own, true);
    } else if (isOwn) {
      this.setCut({}, true);
    }
    return isOpened;
  }

  /** Whether the spine is cut as it was opened to be seen from above, and not by hand. */
  get #isOwnCut() {
    const cut = this.model.get("cut") ?? {};
    return Boolean(cut.plane) && JSON.stringify(cut) === this.ownCut;
  }

  setCompare(compare) {
    this.model.set("compare", compare);
    this.model.save_changes();
  }

  /** Put the tags where their places are drawn now. */
  follow(room, isMoving) {
    const from = this.before.way === "wipe" ? this.wipe.value * this.wipe.offsetWidth : 0;
    this.marks.follow(room, from, isMoving);
  }

  /** Draw the scene with all of this in it, and give how many triangles that took. */
  draw() {
    this.cut.follow();
    if (this.before.way !== "wipe") return this.scene.draw();
    return this.scene.split(Number(this.wipe.value), (draw) => this.before.swapped(draw));
  }

  dispose() {
    this.plate.dispose();
    this.before.dispose();
    this.cut.set();
    this.cut.follow();
  }
}
