// When the picture is drawn: once a frame at most, only while it is on the screen, and anew when
// its place changes size.
export class Drawing {
  /** `on` holds `draw()`, which draws at once, `resize()` for a stage of another size, and
   * `see(is)` for when it comes into sight or leaves it. */
  constructor({ root, stage }, on) {
    this.draw = on.draw;
    this.isSeen = false;
    this.sizes = new ResizeObserver(on.resize);
    this.sizes.observe(stage);
    this.sizes.observe(root);
    this.sights = new IntersectionObserver(([entry]) => {
      this.isSeen = entry.isIntersecting;
      on.see(this.isSeen);
      this.ask();
    });
    this.sights.observe(stage);
  }

  /** Have it drawn with the next frame. */
  ask() {
    if (this.frame || !this.isSeen) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  stop() {
    this.sizes.disconnect();
    this.sights.disconnect();
    cancelAnimationFrame(this.frame);
  }
}
