// Shapes and places that change smoothly: from where they are seen now to where they belong.
import { isCalm } from "./camera.js";

const LAST = 220; // ms a change takes
const FAST = 400; // ms between changes below which they are shown at once: a slider is being dragged

export class Glide {
  /** `drawn()` is called when the picture must follow. */
  constructor(drawn) {
    Object.assign(this, { drawn, moving: new Map(), frame: 0, last: -Infinity });
  }

  /** Say that a message begins, and whether what it changes may glide. */
  begin() {
    const now = performance.now();
    this.may = now - this.last > FAST && !isCalm();
    this.last = now;
  }

  /** Let numbers run from `from` to what `array` holds now; `touch()` says that they changed. */
  run(array, from, touch) {
    this.moving.delete(array);
    if (!this.may || from.length !== array.length) return;
    this.moving.set(array, { from, to: array.slice(), start: performance.now(), touch });
    this.#step();
  }

  #step() {
    if (!this.moving.size) return;
    const now = performance.now();
    for (const [array, { from, to, start, touch }] of this.moving) {
      const t = Math.min(1, (now - start) / LAST);
      const s = t * t * (3 - 2 * t);
      for (let i = 0; i < array.length; i += 1) array[i] = from[i] + (to[i] - from[i]) * s;
      touch();
      if (t === 1) this.moving.delete(array);
    }
    this.drawn();
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.#step());
  }

  stop() {
    cancelAnimationFrame(this.frame);
    this.moving.clear();
  }
}
