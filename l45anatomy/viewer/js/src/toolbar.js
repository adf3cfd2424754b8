// The row of buttons over the picture: named views, zoom, full screen, help, list.
import { make, sign } from "./elements.js";
import { VIEWS } from "./views.js";

export class Toolbar {
  /** `on` holds `view(name)`, `zoom(factor)`, `home()`, `full()`, `help()` and `list()`. */
  constructor(on) {
    this.views = Object.keys(VIEWS).map((name, k) =>
      make(
        "button",
        {
          type: "button",
          "data-view": name,
          "aria-pressed": "false",
          title: `Look from: ${name} (key ${k + 1})`,
          onclick: () => on.view(name),
        },
        name[0].toUpperCase() + name.slice(1),
      ),
    );
    this.help = tool("help", "Mouse and keys", on.help);
    this.list = tool("list", "Structures", on.list);
    const tools = [
      tool("closer", "Zoom in (key +)", () => on.zoom(1 / 1.2)),
      tool("farther", "Zoom out (key -)", () => on.zoom(1.2)),
      tool("home", "Show all (key 0)", on.home),
      tool("full", "Full screen", on.full),
      this.help,
      this.list,
    ];
    const group = (name, title, buttons) =>
      make("span", { class: name, role: "group", "aria-label": title }, ...buttons);
    this.element = make(
      "div",
      { class: "l45-toolbar", role: "toolbar", "aria-label": "Camera and structures" },
      group("l45-views", "Views", this.views),
      group("l45-tools", "Picture", tools),
    );
  }

  press(view) {
    for (const button of this.views) {
      button.setAttribute("aria-pressed", button.dataset.view === view);
    }
  }
}

function tool(name, title, act) {
  const attributes = { type: "button", title, "aria-label": title, onclick: act };
  return make("button", attributes, sign(name));
}
