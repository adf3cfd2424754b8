// The box in which a structure is searched for by any of its names: an ARIA combobox with a list.
import { make, ownId } from "./elements.js";

const MOST = 8; // structures offered at once

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** How well a name fits, 0 best; nothing where it does not. */
function fit(name, wanted) {
  const said = plain(name);
  if (said === wanted) return 0;
  if (said.startsWith(wanted)) return 1;
  const words = said.split(/[\s-]+/);
  const parts = wanted.split(/[\s-]+/);
  if (parts.every((part) => words.some((word) => word.startsWith(part)))) return 2;
  return said.includes(wanted) ? 3 : undefined;
}

/** The parts that a text names, best first and else as they are given, each with the name found. */
export function found(parts, text) {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const all = [...parts].flatMap(({ name, synonyms = [], colour }) => {
    const fits = [name, ...synonyms]
      .map((as, k) => ({ name, as, colour, rank: (fit(as, wanted) ?? NaN) + (k ? 0.5 : 0) }))
      .filter((one) => !Number.isNaN(one.rank));
    return fits.sort((a, b) => a.rank - b.rank).slice(0, 1);
  });
  return all.sort((a, b) => a.rank - b.rank);
}

export class Search {
  /** `on` holds `parts()` and `go(name)`. */
  constructor(on) {
    this.on = on;
    this.options = [];
    this.active = -1;
    const id = ownId("found");
    this.list = make("ul", { id, role: "listbox", "aria-label": "Structures found", hidden: "" });
    this.input = make("input", {
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: "Search by any name",
      "aria-label": "Search structures",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
      oninput: () => this.#offer(),
      onkeydown: (e) => this.#key(e),
      onblur: () => this.close(),
    });
    this.told = make("span", { class: "l45-unseen", role: "status" });
    this.element = make("div", { class: "l45-search" }, this.input, this.list, this.told);
    this.list.addEventListener("pointerdown", (e) => e.preventDefault()); // the box keeps the focus
  }

  #offer() {
    const all = found(this.on.parts(), this.input.value);
    this.options = all.slice(0, MOST);
    const rows = this.options.map(({ name, as, colour }, k) => {
      const swatch = make("span", { class: "l45-swatch", style: `background:${colour}` });
      const other = as === name ? [] : [make("small", {}, as)];
      return make(
        "li",
        { role: "option", id: `${this.list.id}-${k}`, onclick: () => this.#go(k) },
        swatch,
        make("span", {}, name, ...other),
      );
    });
    const isAsked = this.input.value.trim() !== "";
    const nothing = make("li", { class: "l45-nothing" }, "No structure of this picture is called so.");
    const more = all.length - rows.length;
    if (more) rows.push(make("li", { class: "l45-nothing", role: "presentation" }, `and ${more} more: type on`));
    this.list.replaceChildren(...(rows.length ? rows : [nothing]));
    this.list.hidden = !isAsked;
    this.input.setAttribute("aria-expanded", isAsked && rows.length > 0);
    const many = all.length === 1 ? "1 structure" : `${all.length || "no"} structures`;
    this.told.textContent = isAsked ? `${many} found${more ? `, ${MOST} of them offered` : ""}` : "";
    this.#mark(rows.length ? 0 : -1);
  }

  #mark(k) {
    this.active = k;
    [...this.list.children].forEach((row, i) => {
      if (row.role === "option") row.setAttribute("aria-selected", i === k);
    });
    const row = this.list.children[k];
    if (row) this.input.setAttribute("aria-activedescendant", row.id);
    else this.input.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  }

  #key(e) {
    const { length } = this.options;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (e.key in moves) {
      if (this.list.hidden) this.#offer();
      else if (length) this.#mark((this.active + moves[e.key] + length) % length);
    } else if (e.key === "Enter" && this.active >= 0) this.#go(this.active);
    else if (e.key === "Escape" && (this.input.value || !this.list.hidden)) this.clear();
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  #go(k) {
    const { name } = this.options[k];
    this.input.value = name;
    this.close();
    this.on.go(name);
  }

  clear() {
    this.input.value = "";
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.options = [];
    this.told.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.#mark(-1);
  }
}
