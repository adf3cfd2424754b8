// The drawing contexts of all views on the page. A browser allows sixteen and takes the oldest away
// when one more is asked for; so views out of sight give theirs back and take it again when seen.

const MOST = 8; // contexts the views keep among them, as long as fewer are in sight
// Every view loads a copy of this module: what they share has to lie outside of it.
const holders = (globalThis[Symbol.for("l45anatomy.contexts")] ??= []); // seen last comes last

export class Context {
  /** `on` holds `last()`, which gives the address of a picture of what is seen, and
   * `pause(is, url)`, which lets that picture stand in while there is no context. */
  constructor(canvas, renderer, on) {
    Object.assign(this, { renderer, on, isSeen: false, isLost: false, isGiven: false });
    canvas.addEventListener("webglcontextlost", () => {
      this.isLost = true;
      if (!this.isGiven) this.#later(); // it was wanted again before it was gone
    });
    canvas.addEventListener("webglcontextrestored", () => {
      this.isLost = false;
      this.on.pause(false);
    });
    holders.push(this);
    settle();
  }

  /** Say whether the view is in sight. */
  see(isSeen) {
    this.isSeen = isSeen;
    if (isSeen) {
      holders.push(...holders.splice(holders.indexOf(this), 1));
      if (this.isGiven) this.#take();
    }
    settle();
  }

  give() {
    this.on.pause(true, this.on.last());
    this.isGiven = true;
    this.renderer.forceContextLoss();
  }

  #take() {
    this.isGiven = false;
    if (this.isLost) this.#later();
  }

  /** A context may not be asked for while the page is told that it went. */
  #later() {
    setTimeout(() => this.isLost && !this.isGiven && this.renderer.forceContextRestore());
  }

  end() {
    holders.splice(holders.indexOf(this), 1);
    this.isGiven = true; // what is lost from now on stays so
  }
}

function settle() {
  const held = holders.filter((one) => !one.isGiven);
  const idle = held.filter((one) => !one.isSeen);
  for (const one of idle.slice(0, Math.max(0, held.length - MOST))) one.give();
}
