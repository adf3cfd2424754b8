// What the pointer or the list points at, and what is picked.
import { Label } from "./label.js";

const REST = 120; // ms the pointer rests before the kernel hears what it is on

export class Picking {
  /** `on` holds `drawn()`, called when the picture must follow, and `told(text)`. */
  constructor(model, scene, { root, stage, canvas, panel }, on) {
    Object.assign(this, { model, scene, root, stage, canvas, panel, on });
    this.label = new Label();
    stage.append(this.label.element);
    this.isDragged = false;
    canvas.addEventListener("pointermove", (e) => this.#point(e));
    canvas.addEventListener("pointerleave", () => this.#hover(null));
  }

  stop() {
    clearTimeout(this.rest);
  }

  drag(is) {
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

  pointAt(name) {
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
    this.on.drawn();
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      this.model.set("hovered", name);
      this.model.save_changes();
    }, REST);
  }

  /** Pick what lies under a point, and say whether anything does. */
  click(x, y) {
    const hit = this.scene.under(x, y);
    if (hit) this.pick(hit.name, hit.point);
    else this.letGo();
    return Boolean(hit);
  }

  /** Pick a part by its name, or let go of it where it is picked already. */
  toggle(name) {
    if (this.scene.picked === name) this.letGo();
    else this.pick(name, this.scene.middle(name).point);
  }

  pick(name, point) {
    this.model.set("picked", { name, point, n: Date.now() }); // n: a second click is news as well
    this.model.save_changes();
  }

  letGo() {
    this.#hover(null);
    if (!this.model.get("picked").name) return;
    this.model.set("picked", {});
    this.model.save_changes();
  }

  /** Show what the trait says is picked. */
  mark() {
    const { name = "" } = this.model.get("picked");
    this.scene.mark({ picked: name });
    this.panel.mark(name);
    this.root.dataset.picked = name;
    this.on.told(name && this.#title(name));
    this.on.drawn();
  }

  #title(name) {
    const note = this.scene.parts.get(name)?.note;
    return note ? `${name}: ${note}` : name;
  }
}
