// When the picture is drawn: once a frame at most, only while it is on the screen, and anew when
// its place changes size.
export class Drawing {
  /** `draw()` draws at once; `resize()` is called when the stage has another size. */
  constructor({ root, stage }, draw, resize) {
    this.draw = draw;
    this.isSeen = false;
    this.sizes = new ResizeObserver(resize);
    this.sizes.observe(stage);
    this.sizes.observe(root);
    this.sights = new IntersectionObserver(([entry]) => {
      this.isSeen = entry.isIntersecting;
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
