// Which parts are shown, faded or hidden: the traits say it, scene and list follow.
export class Visibility {
  constructor(model, scene, panel) {
    Object.assign(this, { model, scene, panel });
  }

  mode = (name) => {
    if (this.model.get("hidden").includes(name)) return "hide";
    return this.model.get("faded").includes(name) ? "fade" : "show";
  };

  set(names, mode) {
    const put = (trait, isIn) => {
      const rest = this.model.get(trait).filter((name) => !names.includes(name));
      this.model.set(trait, isIn ? [...rest, ...names] : rest);
    };
    put("hidden", mode === "hide");
    put("faded", mode === "fade");
    this.model.save_changes();
  }

  apply() {
    this.scene.setModes(this.mode);
    this.panel.setModes(this.mode);
  }
}
