// Which parts are shown, faded or hidden: the traits say it, scene and list follow.
const TRAITS = ["hidden", "faded", "isolated", "peeled", "preset", "presets", "layers"];
const WAYS = { hide: "hide", ghost: "fade", show: "show" };

const asks = (titles, { name, group }) => titles.includes(name) || titles.includes(group);

export class Visibility {
  constructor(model, scene, panel) {
    Object.assign(this, { model, scene, panel });
  }

  static traits = TRAITS;

  mode = (name) => {
    const { model } = this;
    if (model.get("hidden").includes(name)) return "hide";
    const isolated = model.get("isolated") ?? [];
    if (isolated.length ? !isolated.includes(name) : this.#layerOf(name) >= 0) return "hide";
    return model.get("faded").includes(name) ? "fade" : "show";
  };

  /** The layer in which a part is away; below 0 where it is not. */
  #layerOf(name) {
    const part = this.scene.parts.get(name) ?? { name };
    const away = this.layers.slice(0, this.model.get("peeled") ?? 0);
    return away.findIndex((layer) => asks(layer.parts, part));
  }

  get layers() {
    return this.model.get("layers") ?? [];
  }

  get presets() {
    return this.model.get("presets") ?? {};
  }

  #save(traits) {
    for (const [trait, value] of Object.entries(traits)) this.model.set(trait, value);
    this.model.save_changes();
  }

  set(names, mode) {
    const without = (trait) => this.model.get(trait).filter((name) => !names.includes(name));
    this.#save({
      hidden: [...without("hidden"), ...(mode === "hide" ? names : [])],
      faded: [...without("faded"), ...(mode === "fade" ? names : [])],
    });
  }

  /** Show nothing but these parts, or all again where that is so already. */
  isolate(names) {
    if (this.isIsolated(names)) return this.#save({ isolated: [] });
    const hidden = this.model.get("hidden").filter((name) => !names.includes(name));
    this.#save({ hidden, isolated: [...names] });
  }

  isIsolated = (names) => {
    const isolated = this.model.get("isolated") ?? [];
    return isolated.length === names.length && names.every((name) => isolated.includes(name));
  };

  /** Take one more layer away (1) or put the last one back (-1). */
  peel(step) {
    const peeled = (this.model.get("peeled") ?? 0) + step;
    if (peeled >= 0 && peeled <= this.layers.length) this.#save({ peeled });
  }

  /** The mode a preset wants for a part: its name says more than its group. */
  #wanted(preset, part) {
    for (const title of [part.name, part.group]) {
      for (const way of Object.keys(WAYS)) if (preset[way]?.includes(title)) return WAYS[way];
    }
    return "show";
  }

  wear(title) {
    const preset = this.presets[title] ?? {};
    const wanted = [...this.scene.parts.values()].map((part) => [part.name, this.#wanted(preset, part)]);
    const names = (mode) => wanted.filter(([, is]) => is === mode).map(([name]) => name);
    const traits = { hidden: names("hide"), faded: names("fade"), isolated: [], peeled: 0 };
    this.#save(title in this.presets ? { preset: title, ...traits } : traits);
  }

  /** As it was at first: the first preset, or everything. */
  reset() {
    this.wear(Object.keys(this.presets)[0]);
  }

  /** The preset that what is seen now agrees with, if any does: the one chosen before others. */
  get worn() {
    const titles = [this.model.get("preset"), ...Object.keys(this.presets)];
    const parts = [...this.scene.parts.values()];
    const isSo = (title) =>
      title in this.presets &&
      parts.every((part) => this.#wanted(this.presets[title], part) === this.mode(part.name));
    return titles.find(isSo) ?? "";
  }

  /** Let a part be seen, whatever hides it. */
  reveal(name) {
    if (this.mode(name) !== "hide") return;
    const hidden = this.model.get("hidden").filter((one) => one !== name);
    const isolated = this.model.get("isolated") ?? [];
    const traits = { hidden, isolated: isolated.includes(name) ? isolated : [] };
    const layer = this.#layerOf(name);
    this.#save(layer < 0 ? traits : { ...traits, peeled: layer });
  }

  apply() {
    this.scene.setModes(this.mode);
    this.panel.follow(this);
  }
}
