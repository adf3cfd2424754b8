// The list of structures: search, what to see at all, and each structure or group by itself.
import { make, ownId, sign } from "./elements.js";
import { Search } from "./search.js";
import { Wardrobe } from "./wardrobe.js";
import { Workshop } from "./workshop.js";

const MODES = ["show", "fade", "hide"];

export class Panel {
  /** `on` holds `mode(names, mode)`, `only(names)`, `point(name)`, `pick(name)`, and what search,
   * wardrobe and workshop call. */
  constructor(on) {
    this.on = on;
    this.search = new Search(on);
    this.wardrobe = new Wardrobe(on);
    this.workshop = new Workshop(on);
    this.sections = make("div", { class: "l45-list" });
    this.element = make(
      "div",
      { class: "l45-panel", role: "region", "aria-label": "Structures" },
      this.search.element,
      this.wardrobe.element,
      this.workshop.element,
      this.sections,
    );
    this.groups = new Map();
    this.rows = new Map();
    this.open = new Set();
    this.onlys = []; // the buttons that isolate, with what they isolate
    this.shape = "";
  }

  /** Show these parts; the page elements are made anew only when names or groups changed. */
  list(parts) {
    const all = [...parts.values()];
    const shape = JSON.stringify(all.map((part) => [part.name, part.group]));
    if (shape !== this.shape) this.#build(all);
    this.shape = shape;
    for (const part of all) {
      const row = this.rows.get(part.name);
      if (row.colour !== part.colour) row.swatch.style.background = row.colour = part.colour;
      row.swatch.classList.toggle("l45-glows", part.glow > 0.05);
      if (row.note.textContent !== part.note) row.note.textContent = part.note;
    }
  }

  /** Show what is seen now. */
  follow(visibility) {
    const { mode, isIsolated } = visibility;
    for (const [name, row] of this.rows) choose(row.choice, mode(name));
    for (const { only, names } of this.onlys) only.setAttribute("aria-pressed", isIsolated(names));
    this.wardrobe.follow(visibility);
    for (const { choice, names } of this.groups.values()) {
      const modes = new Set(names.map(mode));
      choose(choice, modes.size === 1 ? [...modes][0] : "");
    }
  }

  mark(picked) {
    for (const [name, row] of this.rows) {
      row.button.setAttribute("aria-pressed", name === picked);
    }
  }

  #build(all) {
    this.groups.clear();
    this.rows.clear();
    this.onlys = [];
    const names = Map.groupBy
      ? Map.groupBy(all, (part) => part.group)
      : all.reduce((m, p) => m.set(p.group, [...(m.get(p.group) ?? []), p]), new Map());
    const sections = [...names].map(([group, parts]) => this.#section(group, parts));
    this.sections.replaceChildren(...sections);
  }

  #section(group, parts) {
    const names = parts.map((part) => part.name);
    const choice = this.#choice(group, names);
    const list = make("ul", {}, ...parts.map((part) => this.#row(part.name)));
    list.hidden = !this.open.has(group);
    const button = make(
      "button",
      { type: "button", class: "l45-group", "aria-expanded": this.open.has(group) },
      sign("open"),
      make("span", { class: "l45-name" }, group),
      make("small", {}, String(names.length)),
    );
    button.addEventListener("click", () => {
      if (!this.open.delete(group)) this.open.add(group);
      list.hidden = !this.open.has(group);
      button.setAttribute("aria-expanded", this.open.has(group));
    });
    this.groups.set(group, { choice, names });
    const head = make("div", { class: "l45-row l45-head" }, button, choice, this.#only(group, names));
    return make("section", { "data-group": group }, head, list);
  }

  #row(name) {
    const swatch = make("span", { class: "l45-swatch" });
    const note = make("small", { class: "l45-note" });
    const button = make(
      "button",
      {
        type: "button",
        class: "l45-part",
        "aria-pressed": "false",
        onclick: () => this.on.pick(name),
        onfocus: () => this.on.point(name),
        onblur: () => this.on.point(""),
        onpointerenter: () => this.on.point(name),
        onpointerleave: () => this.on.point(""),
      },
      swatch,
      make("span", { class: "l45-name" }, name, note),
    );
    const choice = this.#choice(name, [name]);
    this.rows.set(name, { button, swatch, note, choice });
    return make("li", { class: "l45-row", "data-name": name }, button, choice, this.#only(name, [name]));
  }

  #only(title, names) {
    const attributes = { type: "button", class: "l45-only", "aria-pressed": "false" };
    const label = { title: `Only ${title}`, "aria-label": `only ${title}` };
    const only = make(
      "button",
      { ...attributes, ...label, onclick: () => this.on.only(names) },
      sign("only"),
    );
    this.onlys.push({ only, names });
    return only;
  }

  #choice(title, names) {
    const name = ownId("mode");
    const options = MODES.map((mode) =>
      make(
        "label",
        { title: `${mode[0].toUpperCase()}${mode.slice(1)} ${title}` },
        make("input", {
          type: "radio",
          name,
          value: mode,
          "aria-label": `${mode} ${title}`,
          onchange: () => this.on.mode(names, mode),
        }),
        sign(mode),
      ),
    );
    const attributes = { class: "l45-choice", role: "radiogroup", "aria-label": title };
    return make("span", attributes, ...options);
  }
}

function choose(choice, mode) {
  for (const input of choice.querySelectorAll("input")) input.checked = input.value === mode;
}
