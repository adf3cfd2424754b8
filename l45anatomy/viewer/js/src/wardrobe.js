// What a learner may look at with one press: presets, layers taken away one by one, and back.
import { make, sign } from "./elements.js";

export class Wardrobe {
  /** `on` holds `wear(title)`, `peel(step)` and `reset()`. */
  constructor(on) {
    this.on = on;
    this.shape = "";
    this.presets = make("div", { class: "l45-presets", role: "group", "aria-label": "Presets" });
    const step = (name, title, by) =>
      make("button", { type: "button", title, "aria-label": title, onclick: () => on.peel(by) }, sign(name));
    this.less = step("farther", "Put a layer back (Shift+P)", -1);
    this.more = step("closer", "Take a layer away (P)", 1);
    this.told = make("span", { class: "l45-peeled", role: "status" });
    this.layers = make(
      "div",
      { class: "l45-layers", role: "group", "aria-label": "Layers" },
      this.less,
      this.more,
      this.told,
    );
    const reset = { type: "button", title: "Show all as at first (R)", onclick: () => on.reset() };
    this.reset = make("button", reset, sign("home"), "Reset");
    this.element = make("div", { class: "l45-wardrobe" }, this.presets, this.layers);
  }

  follow({ presets, worn, layers, model }) {
    const titles = Object.keys(presets);
    if (JSON.stringify(titles) !== this.shape) this.#build(titles);
    for (const button of this.presets.querySelectorAll("[data-preset]")) {
      button.setAttribute("aria-pressed", button.dataset.preset === worn);
    }
    const peeled = model.get("peeled") ?? 0;
    this.layers.hidden = !layers.length;
    this.less.disabled = peeled === 0;
    this.more.disabled = peeled === layers.length;
    const gone = peeled ? `without ${layers[peeled - 1].name}` : "all there";
    const told = `Layers: ${gone}${peeled ? ` (${peeled} of ${layers.length})` : ""}`;
    if (this.told.textContent !== told) this.told.textContent = told;
  }

  #build(titles) {
    this.shape = JSON.stringify(titles);
    const buttons = titles.map((title) =>
      make(
        "button",
        { type: "button", "data-preset": title, "aria-pressed": "false", onclick: () => this.on.wear(title) },
        title[0].toUpperCase() + title.slice(1),
      ),
    );
    this.presets.replaceChildren(...buttons, this.reset);
  }
}
