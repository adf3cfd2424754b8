// Names beside the picture, each with a line to its structure. Which ones is chosen when the eye
// rests; while it moves, they keep their structures and follow.
import { make } from "./elements.js";
import { columns, stacked } from "./margin.js";

const SPACE = "http://www.w3.org/2000/svg";
const TRIES = [0, 0.1, 0.25, 0.5, 0.75, 0.95]; // from the middle of a part out, where one looks for it
const GLOWS = 0.05;

export class Labels {
  constructor(scene) {
    Object.assign(this, { scene, isOn: false, isStale: true, chosen: [], extent: [] });
    this.lines = document.createElementNS(SPACE, "svg");
    this.lines.setAttribute("class", "l45-leaders");
    this.names = make("div", { class: "l45-names" });
    this.element = make("div", { class: "l45-labels", "aria-hidden": "true" }, this.lines, this.names);
  }

  show(isOn) {
    this.isOn = isOn;
    this.isStale = true;
    this.element.hidden = !isOn;
  }

  /** Follow the picture that was just drawn; `room` is what other things leave of the stage, and in
   * it `taken` are rectangles that are not free. */
  follow(room, isMoving) {
    if (!this.isOn) return;
    if (this.isStale && !isMoving) {
      this.#choose(room);
      this.isStale = false;
    }
    this.#place(room);
  }

  /** One part of each group in turn, what is picked or caught first, as far as there is room. */
  #choose(room) {
    this.extent = this.#extent(room);
    const sides = columns(room, this.extent);
    const most = sides.reduce((sum, side) => sum + side.most, 0);
    const chosen = [];
    for (const part of this.#inTurn()) {
      if (chosen.length >= most) break;
      const anchor = this.#anchor(part, room, sides);
      if (anchor) chosen.push({ name: part.name, anchor, text: this.#text(part) });
    }
    this.chosen = chosen;
    this.names.replaceChildren(...chosen.map((one) => one.text));
  }

  #text(part) {
    const text = make("span", { class: "l45-name-tag", "data-name": part.name }, part.name);
    text.style.setProperty("--l45-tint", part.colour);
    return text;
  }

  /** From where to where the picture reaches from side to side, px. */
  #extent(room) {
    const reach = this.scene.outline.points.map((point) => this.scene.flat(point));
    const seen = reach.filter(({ y }) => y > room.top && y < room.bottom).map(({ x }) => x);
    return seen.length ? [Math.min(...seen), Math.max(...seen)] : [room.left, room.right];
  }

  /** Whether a part is looked for at every point of it: what is picked, or shines. */
  #isWeighty({ name, glow }) {
    return name === this.scene.picked || glow > GLOWS;
  }

  #inTurn() {
    const { parts, picked } = this.scene;
    const seen = [...parts.values()].filter((part) => part.mesh.visible);
    const size = (part) => part.mesh.geometry.boundingSphere.radius;
    const groups = new Map();
    for (const part of seen.sort((a, b) => size(b) - size(a))) {
      groups.set(part.group, [...(groups.get(part.group) ?? []), part]);
    }
    const place = new Map();
    for (const group of groups.values()) group.forEach((part, k) => place.set(part, k));
    const rank = (part) =>
      part.name === picked ? -2 : this.#isWeighty(part) ? -1 : place.get(part);
    return seen.sort((a, b) => rank(a) - rank(b));
  }

  /** A point of a part between the columns that is seen, as near to its middle there as may be. */
  #anchor(part, room, sides) {
    const { name } = part;
    const left = Math.min(...sides.map((side) => side.inner[0]));
    const right = Math.max(...sides.map((side) => side.inner[1]));
    const near = this.scene
      .samples(name)
      .map((point) => ({ point, ...this.scene.flat(point) }))
      .filter((at) => at.x > left && at.x < right && isIn(at, room));
    if (!near.length) return null;
    const mean = (axis) => near.reduce((sum, one) => sum + one[axis], 0) / near.length;
    const [x, y] = [mean("x"), mean("y")];
    near.sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y));
    const some = () => TRIES.map((share) => near[Math.floor(share * near.length)]);
    const tries = this.#isWeighty(part) ? near : some();
    return tries.find((at) => this.scene.isSeenAt(name, at))?.point ?? null;
  }

  #place(room) {
    const sides = columns(room, this.extent);
    for (const { text } of this.chosen) {
      text.hidden = false;
      text.style.width = `${sides[0].width}px`; // its height follows from its width
    }
    const held = this.chosen.map(({ name, anchor, text }) => ({
      name, text, at: this.scene.flat(anchor), height: text.offsetHeight,
    }));
    const isThere = ({ name, at }) => this.scene.parts.get(name)?.mesh.visible && isIn(at, room);
    const inside = held.filter(isThere);
    const middle = (this.extent[0] + this.extent[1]) / 2;
    const placed = sides.flatMap((side) => {
      const mine = sides.length === 1 ? inside : inside.filter(({ at }) => (at.x < middle) === side.isLeft);
      return stacked(mine, side);
    });
    for (const { text } of held) text.hidden = true;
    const lines = placed.map((one) => this.#draw(one));
    this.lines.replaceChildren(...lines.flat());
  }

  #draw({ text, at, port, top, side }) {
    text.hidden = false;
    text.classList.toggle("l45-at-left", side.isLeft);
    text.style.transform = `translate(${side.x}px, ${top}px)`;
    const path = `M${port.x} ${port.y}L${at.x.toFixed(1)} ${at.y.toFixed(1)}`;
    const line = (name) => {
      const one = document.createElementNS(SPACE, "path");
      one.setAttribute("class", name);
      one.setAttribute("d", path);
      return one;
    };
    const dot = document.createElementNS(SPACE, "circle");
    for (const [key, value] of [["cx", at.x], ["cy", at.y], ["r", 2.5]]) dot.setAttribute(key, value);
    return [line("l45-halo"), line("l45-leader"), dot];
  }
}

/** Whether a point lies in the room, and neither in its corner nor under what is taken. */
function isIn({ x, y }, { left, right, top, bottom, corner, taken }) {
  const isUnder = (one) => x > one.x && x < one.x + one.width && y > one.y && y < one.y + one.height;
  const isFree = (y < corner.top || x > corner.right) && !taken.some(isUnder);
  return isFree && x > left && x < right && y > top && y < bottom;
}
