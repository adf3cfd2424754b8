// The row of buttons over the picture: named views, names, camera, full screen, help, list.
import { make, sign } from "./elements.js";
import { VIEWS } from "./views.js";

export class Toolbar {
  /** `on` holds `view(name)`, `names()`, `pad()`, `full()`, `help()` and `list()`. */
  constructor(on) {
    this.views = Object.keys(VIEWS).map((name, k) =>
      make(
        "button",
        {
          type: "button",
          "data-view": name,
          "aria-pressed": "false",
          "aria-label": capital(name),
          title: `Look from: ${name} (key ${k + 1})`,
          onclick: () => on.view(name),
        },
        ...words(capital(name)),
      ),
    );
    this.names = tool("names", "Names (key L)", on.names);
    this.pad = tool("pad", "Move the camera (key C)", on.pad);
    this.full = tool("full", "Full screen (key F)", on.full);
    this.help = tool("help", "Mouse and keys (key ?)", on.help);
    this.list = tool("list", "Structures and search (key /)", on.list);
    const tools = [this.names, this.pad, this.full, this.help, this.list];
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

const capital = (name) => name[0].toUpperCase() + name.slice(1);

/** A name of two words is cut to the first letter of the second where there is little room. */
function words(name) {
  const [first, second] = name.split(" ");
  if (!second) return [name];
  const rest = make("span", { class: "l45-rest" }, second.slice(1));
  const letter = make("span", { class: "l45-letter" }, second[0]);
  return [make("span", { class: "l45-first" }, `${first} `), letter, rest];
}

function tool(name, title, act) {
  const attributes = { type: "button", title, "aria-label": title, onclick: act };
  return make("button", attributes, sign(name));
}
