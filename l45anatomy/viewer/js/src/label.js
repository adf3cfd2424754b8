// The small label that names what the pointer is on.
import { make } from "./elements.js";

export class Label {
  constructor() {
    this.element = make("div", { class: "l45-label", role: "tooltip", hidden: "" });
  }

  hide() {
    this.element.hidden = true;
  }

  /** Name a part beside a place in the stage, px, and inside the stage. */
  show({ name, note }, { x, y }, stage) {
    const { element } = this;
    element.hidden = false;
    element.replaceChildren(make("b", {}, name), ...(note ? [make("span", {}, note)] : []));
    const left = Math.max(4, Math.min(x + 14, stage.clientWidth - element.offsetWidth - 4));
    const top = Math.max(4, Math.min(y + 16, stage.clientHeight - element.offsetHeight - 4));
    element.style.transform = `translate(${left}px, ${top}px)`;
  }
}
