// A piece of HTML or SVG that the kernel made, whose named parts can be pointed at and picked.
//
// `data-name` marks a part; hovering, focusing, clicking, Enter and Space on it reach the kernel.
// `data-act` is a button's order to the kernel; `data-copy` and `data-download` are done here.
// New content keeps the focus, the scroll place and which folds are open; what is equal in it stays.

import { bringIntoSight } from "./bring-into-sight.js";
import { make } from "./elements.js";
import { keepKeys } from "./keys.js";
import { merge } from "./merge.js";
import { shownBy, Ties } from "./ties.js";

const REST = 120; // ms a part is pointed at before the kernel hears of it

function placeOf(element) {
  return element && element.closest("[data-name], [data-act], [data-copy], [data-download], summary");
}

/** Something that finds the same element in the next content. */
function keyOf(element) {
  for (const kind of ["name", "act", "copy", "download"]) {
    if (element?.dataset?.[kind] !== undefined) return `[data-${kind}="${CSS.escape(element.dataset[kind])}"]`;
  }
  return element?.id ? `#${CSS.escape(element.id)}` : "";
}

class Page {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.ties = new Ties(model);
    keepKeys();
    root.className = "l45-page";
    this.body = make("div", { class: "l45-page-body" });
    this.line = make("div", { class: "l45-page-line", role: "status" });
    root.append(this.body, this.line);
    this.ties.on(["change:content", "change:label"], () => this.#fill());
    this.ties.on("change:marked", () => this.#mark());
    this.ties.on("change:revision", () => this.#tell());
    this.ties.on("change:called", () => bringIntoSight(root));
    root.addEventListener("pointerover", (e) => this.#point(placeOf(e.target)));
    root.addEventListener("pointerleave", () => this.#point(null));
    root.addEventListener("focusin", (e) => this.#point(placeOf(e.target)));
    root.addEventListener("focusout", () => this.#point(null));
    root.addEventListener("click", (e) => this.#press(placeOf(e.target), e));
    root.addEventListener("keydown", (e) => this.#key(e));
    this.#fill();
  }

  end() {
    clearTimeout(this.rest);
    this.ties.end();
  }

  // ---- content

  #fill() {
    const { body } = this;
    const held = keyOf(document.activeElement && body.contains(document.activeElement) ? document.activeElement : null);
    const folds = [...body.querySelectorAll("details")].filter((d) => d.open).map((d) => d.dataset.fold);
    if (this.line.dataset.said === "done") this.#done(""); // it was about what stood here
    const made = document.createElement("template");
    made.innerHTML = this.model.get("content");
    for (const part of body.querySelectorAll(".l45-marked")) part.classList.remove("l45-marked");
    merge(body, made.content);
    const label = this.model.get("label");
    if (label) {
      this.root.setAttribute("role", "region");
      this.root.setAttribute("aria-label", label);
    }
    for (const fold of body.querySelectorAll("details")) {
      if (fold.dataset.fold !== undefined && folds.includes(fold.dataset.fold)) fold.open = true;
    }
    if (held && keyOf(document.activeElement) !== held) body.querySelector(held)?.focus({ preventScroll: true });
    this.#mark();
    this.#tell();
  }

  #tell() {
    this.root.dataset.revision = this.model.get("revision");
  }

  #mark() {
    const marked = new Set(this.model.get("marked"));
    for (const part of this.body.querySelectorAll("[data-name]")) {
      part.classList.toggle("l45-marked", marked.has(part.dataset.name));
    }
    this.root.dataset.marked = marked.size;
  }

  // ---- pointing, picking, acting

  #point(part) {
    const name = part?.dataset?.name ?? "";
    const words = part?.dataset?.words ?? part?.querySelector?.(":scope > title")?.textContent ?? "";
    if (this.line.dataset.said !== "done") this.line.textContent = words;
    if (name === this.pointed) return;
    this.pointed = name;
    this.line.dataset.said = "";
    this.line.textContent = words;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      this.model.set("hovered", name);
      this.model.save_changes();
    }, REST);
  }

  #press(part, e) {
    if (!part) return;
    const { name, act, copy, download } = part.dataset;
    if (copy !== undefined) this.#copy(copy);
    else if (download !== undefined) this.#download(download, part.dataset.text ?? "");
    else if (act !== undefined) this.#say("acted", act);
    else if (name !== undefined) this.#say("picked", name);
    else return;
    if (part.tagName !== "SUMMARY") e.preventDefault();
  }

  #say(trait, name) {
    this.model.set(trait, { name, n: Date.now() }); // n: a second press is news as well
    this.model.save_changes();
  }

  #key(e) {
    const part = placeOf(e.target);
    if (!part || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "Enter" || e.key === " ") {
      if (["BUTTON", "SUMMARY", "A"].includes(part.tagName)) return; // they click by themselves
      this.#press(part, e);
      e.preventDefault();
    } else if (e.key === "Escape") {
      this.#say("picked", "");
    } else {
      return;
    }
    e.stopPropagation();
  }

  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.#done("Copied.");
    } catch {
      this.#done("The browser does not allow copying here: use the download.");
    }
  }

  #download(file, text) {
    const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: file });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 0);
    this.#done(`${file} saved.`);
  }

  #done(words) {
    this.line.dataset.said = words && "done";
    this.line.textContent = words;
  }
}

export default shownBy(Page);
