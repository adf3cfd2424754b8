// Buttons and sliders for cutting the picture open and for comparing it with how it was before.
import { PLANES } from "./cut.js";
import { make } from "./elements.js";

const WAYS = { outline: "Outline", wipe: "Wipe" };

export class Workshop {
  /** `on` holds `cut(cut, isLast)`, `reach(plane)`, which gives from where to where one may cut,
   * `facing()`, which gives the plane that faces the eye, and `compare(way)`. */
  constructor(on) {
    this.on = on;
    this.held = {};
    this.planes = Object.keys(PLANES).map((plane) =>
      toggle(plane, `Cut ${plane} (key X goes on to the next)`, () => this.#choose(plane)),
    );
    this.at = make("input", { type: "range", step: "0.5", "aria-label": "Cut at, mm" });
    this.at.addEventListener("input", () => this.#move(false));
    this.at.addEventListener("change", () => this.#move(true));
    this.told = make("output", { class: "l45-at" });
    this.other = toggle("other side", "Keep the other side of the cut", () => {
      this.on.cut({ ...this.held, flipped: !this.held.flipped }, true);
    });
    this.place = make("div", { class: "l45-layers" }, this.at, this.told, this.other);
    this.ways = Object.keys(WAYS).map((way) =>
      toggle(WAYS[way], `${WAYS[way]} of how it was before (key B goes on to the next)`, () =>
        this.on.compare(this.way === way ? "" : way),
      ),
    );
    this.before = make("span", { class: "l45-was" });
    const row = (title, ...children) =>
      make("div", { class: "l45-presets", role: "group", "aria-label": title }, make("span", { class: "l45-at" }, title), ...children);
    this.comparing = make("div", {}, row("Compare", ...this.ways), this.before);
    this.element = make("div", { class: "l45-wardrobe" }, row("Cut", ...this.planes), this.place, this.comparing);
  }

  /** Show what is cut and compared now; nothing is offered to compare with where nothing `was`. */
  follow({ cut, compare, was }) {
    this.held = cut;
    this.way = compare;
    for (const button of this.planes) press(button, button.dataset.name === cut.plane);
    this.place.hidden = !cut.plane;
    if (cut.plane) {
      const [low, high] = this.on.reach(cut.plane);
      Object.assign(this.at, { min: low, max: high, value: cut.at_mm });
      this.told.value = `${Number(cut.at_mm).toFixed(1)} mm`;
      press(this.other, Boolean(cut.flipped));
    }
    this.ways.forEach((button, k) => press(button, Object.keys(WAYS)[k] === compare));
    this.comparing.hidden = !was;
    this.before.textContent = compare ? was : "";
  }

  /** Cut in the next plane, the one that faces the eye first. */
  next(step = 1) {
    const facing = this.on.facing();
    const planes = ["", facing, ...Object.keys(PLANES).filter((plane) => plane !== facing)];
    const now = planes.indexOf(this.held.plane ?? "");
    this.#choose(planes[(now + step + planes.length) % planes.length]);
  }

  nextWay() {
    const ways = ["", ...Object.keys(WAYS)];
    this.on.compare(ways[(ways.indexOf(this.way ?? "") + 1) % ways.length]);
  }

  #choose(plane) {
    if (!plane || plane === this.held.plane) return this.on.cut({}, true);
    const [low, high, best] = this.on.reach(plane);
    this.on.cut({ plane, at_mm: best ?? (low + high) / 2, flipped: false }, true);
  }

  #move(isLast) {
    this.on.cut({ ...this.held, at_mm: Number(this.at.value) }, isLast);
  }
}

const press = (button, is) => button.setAttribute("aria-pressed", is);

function toggle(name, title, act) {
  const attributes = { type: "button", title, "aria-pressed": "false", "data-name": name, onclick: act };
  return make("button", attributes, name[0].toUpperCase() + name.slice(1));
}
