// What stands in for the live picture where the browser cannot draw it.
import { make } from "./elements.js";

const NOTHING = "This browser cannot draw in 3D (no WebGL 2).";

export class Still {
  constructor(model, root, stage) {
    Object.assign(this, { model, stage, url: "" });
    root.classList.add("l45-still");
    root.dataset.ready = "still";
    stage.replaceChildren(make("p", {}, model.get("description") || NOTHING));
  }

  /** Show a PNG; where there is none the words stay. */
  show(buffer) {
    if (!buffer) return;
    this.stop();
    this.url = URL.createObjectURL(new Blob([buffer], { type: "image/png" }));
    const alt = this.model.get("description") || "Picture of the scene";
    this.stage.replaceChildren(make("img", { src: this.url, alt }));
  }

  stop() {
    if (this.url) URL.revokeObjectURL(this.url);
  }
}
