// Places where something is measured: a glow on the parts that meet there, and a tag with words.
import { Vector3, Vector4 } from "three";
import { make } from "./elements.js";
import { SPOTS } from "./surface.js";

const APART = 3; // px between tags
const AWAY = 26; // px between a tag and its place

export class Marks {
  constructor(scene) {
    this.scene = scene;
    this.held = [];
    this.element = make("div", { class: "l45-marks", "aria-hidden": "true" });
  }

  /** Show these: `{"parts", "point", "radius_mm", "title", "words"}` each, the gravest first. */
  show(marks) {
    this.held = marks.map((mark) => {
      const title = make("b", {}, mark.title);
      return { ...mark, tag: make("div", { class: "l45-mark" }, title, mark.words) };
    });
    this.element.replaceChildren(...this.held.map(({ tag }) => tag));
    this.light();
  }

  /** Tell the surfaces where they glow; to be called again when parts have come. */
  light() {
    for (const part of this.scene.parts.values()) {
      const own = this.held.filter(({ parts }) => parts.includes(part.name)).slice(0, SPOTS);
      const spots = part.mesh.material.userData.spots.value;
      spots.forEach((spot, k) => {
        const mark = own[k];
        spot.copy(mark ? new Vector4(...mark.point, mark.radius_mm) : new Vector4(0, 0, 0, 0));
      });
    }
  }

  /** Take the size of each new tag, all before any is moved: the page is laid out once for it. */
  #measure() {
    for (const one of this.held) {
      one.width ||= one.tag.offsetWidth;
      one.height ||= one.tag.offsetHeight;
    }
  }

  /** Put the tags beside their places, none over another; `room` is what is free of the stage, and
   * what lies left of `from`, px, is seen as it was before. */
  follow(room, from) {
    this.#measure();
    const taken = [];
    for (const { tag, parts, point, width, height } of this.held) {
      const at = this.scene.flat(point);
      const isThere = this.scene.parts.get(parts[0])?.mesh.visible;
      const isSeen = isThere && this.scene.cut.keeps(new Vector3(...point));
      tag.hidden = !isSeen || at.x < from || at.x > room.right || at.y < room.top || at.y > room.bottom;
      if (tag.hidden) continue;
      const isLeft = at.x < (room.left + room.right) / 2;
      const found = spot(at, { width, height, isLeft }, room, taken);
      tag.hidden = !found;
      if (!found) continue; // the gravest came first; its place still glows
      const { x, y } = found;
      taken.push({ x, y, width, height });
      tag.classList.toggle("l45-at-left", x + width / 2 < at.x);
      tag.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    }
  }
}

const within = (low, at, high) => Math.max(low, Math.min(at, high));

/** Where a tag stands: beside its place or, where something else does, as near to that as may be;
 * nowhere where it would cover another. */
function spot(at, { width, height, isLeft }, { left, right, top, bottom, corner }, taken) {
  const beside = (is) => within(left + 4, is ? at.x - width - AWAY : at.x + AWAY, right - width - 4);
  const best = { x: beside(isLeft), y: within(top, at.y - height / 2, bottom - height) };
  const rows = taken.flatMap((one) => [one.y + one.height + APART, one.y - height - APART]);
  const isFree = ({ x, y }) =>
    y >= top && y + height <= bottom && (x >= corner.right || y + height <= corner.top) &&
    taken.every((one) => x >= one.x + one.width || one.x >= x + width || y >= one.y + one.height || one.y >= y + height);
  const spots = [best.x, beside(!isLeft)]
    .flatMap((x) => [best.y, corner.top - height, ...rows].map((y) => ({ x, y })))
    .filter(isFree);
  const far = ({ x, y }) => Math.hypot(x - best.x, y - best.y);
  return spots.reduce((a, b) => (a && far(a) <= far(b) ? a : b), null) ?? (taken.length ? null : best);
}
