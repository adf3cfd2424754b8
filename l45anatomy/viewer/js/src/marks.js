// Places where something is measured: a glow on the parts that meet there, and a tag with words.
import { Vector3, Vector4 } from "three";
import { clearing, nearest } from "./clearing.js";
import { draw, make } from "./elements.js";
import { SPOTS } from "./surface.js";

const WIDE = 420; // px of room from which a tag has its whole words
const MOST = 3; // tags that have them
const PRESSES = 0.1; // how much less it matters to hide what presses than what is caught
const R = 12; // px around a place that are best left free
const LEVEL = /\b([LS]\d-[LS]\d)\b/; // its hyphen is no place to break a line
const AROUND = [[0, 0], [R, 0], [-R, 0], [0, R], [0, -R], [R, R], [R, -R], [-R, R], [-R, -R]];

export class Marks {
  constructor(scene) {
    this.scene = scene;
    this.held = [];
    this.ways = new Map(); // from each place to its tag, px
    this.taken = []; // where the tags stand, px
    this.lines = draw("svg", { class: "l45-mark-lines" });
    this.tags = make("div");
    this.element = make("div", { class: "l45-marks", "aria-hidden": "true" }, this.lines, this.tags);
  }

  /** Show these: `{"parts", "point", "radius_mm", "title", "words", "short"}` each, the gravest first. */
  show(marks) {
    this.held = marks.map((mark) => {
      const words = make("span", { class: "l45-mark-words" }, make("b", {}, mark.title), ...unbroken(mark.words));
      const short = make("b", { class: "l45-mark-short" }, mark.short ?? mark.title);
      return { ...mark, tag: make("div", { class: "l45-mark" }, words, short) };
    });
    this.tags.replaceChildren(...this.held.map(({ tag }) => tag));
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

  /** Put the tags beside their places, where they hide neither these nor each other; `room` is what
   * is free of the stage, and what lies left of `from`, px, is seen as it was before. Where each
   * stands is chosen when the eye rests; while it moves, they keep their distance. */
  follow(room, from, isMoving) {
    const shown = this.held.map((mark) => ({ ...mark, at: this.scene.flat(mark.point) }));
    const told = shown.filter((mark) => {
      mark.tag.hidden = !this.#isSeen(mark, room, from);
      return !mark.tag.hidden;
    });
    const isShort = room.right - room.left < WIDE || told.length > MOST;
    this.element.classList.toggle("l45-short", isShort);
    const { corner, left, bottom } = room;
    const taken = [{ x: left, y: corner.top, width: corner.right - left, height: bottom - corner.top }];
    const points = isMoving ? [] : told.flatMap((mark) => this.#body(mark));
    const sizes = told.map(({ tag }) => ({ width: tag.offsetWidth, height: tag.offsetHeight })); // before any moves
    const lines = told.map(({ title, tag, at }, n) => {
      const size = sizes[n];
      const way = isMoving && this.ways.get(title);
      const { x, y } = way ? { x: at.x + way.x, y: at.y + way.y } : clearing(size, at, { room, taken, points });
      this.ways.set(title, { x: x - at.x, y: y - at.y });
      const own = { x, y, ...size };
      taken.push(own);
      tag.classList.toggle("l45-at-left", x + size.width / 2 < at.x);
      tag.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
      return lead(nearest(own, at), at);
    });
    this.taken = taken.slice(1);
    this.lines.replaceChildren(...lines.flat());
  }

  #isSeen({ parts, point, at }, room, from) {
    const isThere = this.scene.parts.get(parts[0])?.mesh.visible;
    const isIn = at.x >= from && at.x <= room.right && at.y >= room.top && at.y <= room.bottom;
    return isThere && isIn && this.scene.cut.keeps(new Vector3(...point));
  }

  /** What a tag had better not hide, px: its place most of all, what is caught, then what presses. */
  #body({ parts, at }) {
    const around = AROUND.map(([x, y]) => ({ x: at.x + x, y: at.y + y, weight: 1 }));
    const there = parts.filter((name) => this.scene.parts.get(name)?.mesh.visible);
    const body = there.flatMap((name) => {
      const weight = name === parts[0] ? 1 : PRESSES;
      return this.scene.samples(name).map((point) => ({ ...this.scene.flat(point), weight }));
    });
    return [...around, ...body];
  }
}

/** Words as they are laid out: levels stay in one line. */
function unbroken(words) {
  return words.split(LEVEL).map((part, k) => (k % 2 ? make("span", { class: "l45-level" }, part) : part));
}

/** A line from a tag to its place, with a dot there. */
function lead(near, at) {
  const [x1, y1, x2, y2] = [near.x, near.y, at.x, at.y].map((px) => px.toFixed(1));
  return [draw("line", { x1, y1, x2, y2 }), draw("circle", { cx: x2, cy: y2, r: 2.5 })];
}
