// A card with one question: its form takes the answer, the kernel marks it and says what is told.
//
// The page never knows the key. Every order waits for the next card, so none is given twice.

import { make, ownId } from "./elements.js";
import { keepKeys } from "./keys.js";
import { formOf } from "./quiz-forms.js";
import { shownBy, Ties } from "./ties.js";

const SURE = [
  ["guessed", "g"],
  ["fairly sure", "f"],
  ["sure", "s"],
];
const ORDERS = { h: "hint", k: "skip", m: "flag", p: "show" };
const CLICKS = "button, summary, a, select, textarea"; // they take Enter themselves
const FIRST = {
  open: ["Click the question first, then keys: 1 to 9 choose", "g f s say how sure", "Enter answers"],
  told: ["Keys: Enter goes on"],
};

class Quiz {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.ties = new Ties(model);
    keepKeys();
    root.className = "l45-quiz-card l45-page";
    root.tabIndex = -1;
    const parts = ["title", "steps", "bar", "notice", "stem", "tip", "form", "sure", "note", "feedback", "actions"];
    for (const part of parts) this[part] = make("div", { class: `l45-quiz-${part}` });
    this.stem.tabIndex = -1;
    this.note.setAttribute("role", "alert");
    this.said = make("div", { class: "l45-quiz-said", role: "status" });
    this.keys = make("p", { class: "l45-quiz-keys" });
    root.append(...parts.map((part) => this[part]), this.said, this.keys);
    this.#askSure();
    this.ties.on("change:card", () => this.#deal());
    this.ties.on("change:draft", () => this.#put());
    root.addEventListener("keydown", (e) => this.#key(e));
    this.feedback.addEventListener("click", (e) => this.#point(e));
    this.#deal();
  }

  end() {
    this.ties.end();
  }

  get draft() {
    return this.model.get("draft");
  }

  // ---- showing a card

  #deal() {
    const card = this.model.get("card");
    const isNew = card.turn !== this.card?.turn || card.phase !== this.card?.phase;
    this.card = card;
    this.isBusy = false;
    this.root.dataset.phase = card.phase;
    this.root.dataset.n = card.n;
    this.title.innerHTML = card.title ?? "";
    this.notice.innerHTML = card.notice ?? "";
    this.note.textContent = card.note ?? "";
    this.#step();
    if (isNew) this.#turn();
    this.tip.innerHTML = card.hint ?? "";
    this.#act();
    if (this.isPressed) this.#look(isNew);
    this.isPressed = false;
  }

  /** Another question, or the same one answered. */
  #turn() {
    const { card } = this;
    this.stem.innerHTML = card.stem ?? "";
    this.feedback.innerHTML = card.feedback ?? "";
    this.sure.hidden = card.phase !== "open";
    for (const input of this.sure.querySelectorAll("input")) input.checked = false;
    this.form.replaceChildren();
    this.asked = null;
    this.said.textContent = "";
    if (card.phase === "review") this.feedback.append(this.#review());
    if (card.phase !== "open") return;
    const tell = (draft) => {
      this.model.set("draft", draft);
      this.model.save_changes();
      this.#put();
    };
    this.asked = formOf(card.form, { tell, say: (words) => (this.said.textContent = words) });
    this.form.append(this.asked.element);
    this.#put();
  }

  #put() {
    if (this.card !== this.model.get("card")) return; // a draft of the next card, which follows
    this.asked?.put(this.draft);
    const press = this.actions.querySelector(".l45-quiz-answer");
    if (!press || !this.asked) return;
    press.disabled = !this.#isReady();
    press.textContent = this.asked.label?.() ?? "Answer";
  }

  #isReady() {
    return this.asked.isReady(this.draft);
  }

  #step() {
    const { steps, done, of } = this.card;
    const held = this.steps.contains(document.activeElement);
    this.steps.replaceChildren(
      ...(steps ?? []).map((step, n) => {
        const here = step.here ? " l45-here" : "";
        const attributes = { type: "button", title: step.title, "aria-label": step.title };
        const button = make("button", { ...attributes, class: `l45-quiz-step l45-${step.state}${here}` }, step.label);
        if (step.here) button.setAttribute("aria-current", "step");
        button.addEventListener("click", () => this.#order("go", n));
        return button;
      }),
    );
    const here = this.steps.querySelector(".l45-here");
    if (held) here?.focus({ preventScroll: true });
    if (here) this.steps.scrollTop = here.offsetTop - this.steps.offsetTop - here.offsetHeight;
    const words = `${done} of ${of} answered`;
    const bar = make("progress", { max: of || 1, value: done, "aria-label": words });
    this.bar.replaceChildren(bar, make("span", { "aria-hidden": "true" }, words));
  }

  #act() {
    const { actions } = this.card;
    const kept = this.actions.contains(document.activeElement) && document.activeElement.dataset.act;
    this.actions.replaceChildren(
      ...actions.map(({ name, label, primary, pressed }) => {
        const look = primary ? " l45-quiz-primary" : "";
        const button = make("button", { type: "button", "data-act": name, class: `l45-quiz-${name}${look}` }, label);
        if (pressed !== undefined) button.setAttribute("aria-pressed", pressed);
        button.addEventListener("click", () => this.#press(name));
        return button;
      }),
    );
    if (kept) this.actions.querySelector(`[data-act="${kept}"]`)?.focus({ preventScroll: true });
    this.#tellKeys();
    this.#put();
  }

  /** Name the keys that do something on this card. */
  #tellKeys() {
    const { actions, phase } = this.card;
    const offered = Object.entries(ORDERS).filter(([, name]) => actions.some((one) => one.name === name));
    const told = [...(FIRST[phase] ?? []), ...offered.map(([key, name]) => `${key} ${name}`)];
    this.keys.textContent = FIRST[phase] ? `${told.join(", ")}.` : "";
  }

  #review() {
    const list = make("ol", { class: "l45-quiz-review" });
    for (const line of this.card.lines) {
      const button = make("button", { type: "button", class: `l45-${line.state.split(" ")[0]}` });
      button.innerHTML = line.html;
      button.addEventListener("click", () => this.#order("go", line.n));
      list.append(make("li", {}, button));
    }
    return list;
  }

  /** Put the keyboard where the learner looks: the button pressed last may be gone. */
  #look(isNew) {
    if (!isNew) return;
    const { phase } = this.card;
    const at = phase === "open" ? this.stem : this.actions.querySelector(".l45-quiz-primary");
    (at ?? this.root).focus({ preventScroll: phase !== "open" });
  }

  // ---- how sure

  #askSure() {
    const name = ownId("sure");
    const choices = SURE.map(([words, key], n) => {
      const input = make("input", { type: "radio", name, value: n + 1, "data-key": key });
      return make("label", {}, input, words, make("kbd", { "aria-hidden": "true" }, key));
    });
    const group = make("fieldset", {}, make("legend", {}, "How sure are you?"), ...choices);
    this.sure.append(group);
  }

  get sureness() {
    const chosen = this.sure.querySelector("input:checked");
    return chosen ? Number(chosen.value) : null;
  }

  // ---- orders

  #press(name) {
    if (name !== "answer") this.#order(name);
    else if (this.#isReady() && !this.asked.onward?.()) this.#order("answer");
    else this.#put();
  }

  #order(name, value = "") {
    if (this.isBusy) return;
    this.isBusy = name !== "point";
    this.isPressed = name !== "point";
    const order = { name, value, draft: this.draft, sure: this.sureness };
    this.model.set("acted", { ...order, n: Math.random() });
    this.model.save_changes();
  }

  /** A name in the simulator's chain is shown in the picture. */
  #point(e) {
    const name = e.target.closest("[data-name]")?.dataset.name;
    if (name) this.#order("point", name);
  }

  #key(e) {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey) return;
    const isTyped = e.target.matches("input[type=text]");
    let isTaken = false;
    if (e.key === "Enter") isTaken = !e.target.closest(CLICKS) && this.#enter();
    else if (!isTyped && !e.target.matches("select")) isTaken = this.#letter(e.key);
    if (isTaken) e.preventDefault();
    if (isTaken || isTyped) e.stopPropagation();
  }

  #enter() {
    const press = this.actions.querySelector(".l45-quiz-primary:not(:disabled)");
    if (press) press.click();
    else this.said.textContent = "Answer first, then press Enter.";
    return true;
  }

  #letter(key) {
    if (this.asked && /^\d$/.test(key)) return this.asked.digit?.(key, this.draft) ?? false;
    const sure = this.sure.hidden ? null : this.sure.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (sure) sure.checked = true;
    const offered = this.card.actions.some(({ name }) => name === ORDERS[key]);
    if (offered) this.#press(ORDERS[key]);
    return Boolean(sure) || offered;
  }
}

export default shownBy(Quiz);
