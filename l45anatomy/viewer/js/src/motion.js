// Whether the eye is on the move. A step by itself, as a key makes, is none: it is drawn in full.
const STILL = 250; // ms without a step after which the eye stands still

export class Motion {
  /** `isHeld()` says whether more is sure to come; `rest()` is called when the eye stands still. */
  constructor(isHeld, rest) {
    Object.assign(this, { isHeld, rest, is: false, last: -Infinity });
  }

  step() {
    const now = performance.now();
    this.is = Boolean(this.isHeld()) || now - this.last < STILL;
    this.last = now;
    this.#wait();
  }

  #wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.is && this.isHeld()) this.#wait();
      else if (this.is) this.end();
    }, STILL);
  }

  end() {
    this.is = false;
    this.rest();
  }

  stop() {
    clearTimeout(this.timer);
  }
}
