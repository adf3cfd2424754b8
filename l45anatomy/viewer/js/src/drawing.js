// When the picture is drawn: once a frame at most, only while it is on the screen, and anew when
// its place changes size.
export class Drawing {
  /** `on` holds `draw()`, which draws at once, `resize()` for a stage of another size, and
   * `see(is)` for when it comes into sight or leaves it. */
  constructor({ root, stage }, on) {
    this.on = on;
    this.isSeen = false;
    // JupyterLab keeps each observer there ever was, with all that its callback knows: after the end
    // that shall be nothing.
    this.sizes = new ResizeObserver(() => this.on?.resize());
    this.sizes.observe(stage);
    this.sizes.observe(root);
    this.sights = new IntersectionObserver(([entry]) => {
      if (!this.on) return;
      this.isSeen = entry.isIntersecting;
      this.on.see(this.isSeen);
      this.ask();
    });
    this.sights.observe(stage);
  }

  /** Have it drawn with the next frame. */
  ask() {
    if (this.frame || !this.isSeen) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.on.draw();
    });
  }

  stop() {
    this.sizes.disconnect();
    this.sights.disconnect();
    cancelAnimationFrame(this.frame);
    this.on = null;
    this.isSeen = false;
  }
}
