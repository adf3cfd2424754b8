// The forms in which an answer is made, each by mouse and by keys.
//
// A form has `element`, `put(draft)` that shows a draft, `isReady(draft)`, and perhaps `digit(key,
// draft)` for the keys 0 to 9, `label()` for the button that answers, and `onward()`, which takes
// that button for a step of its own. It hands over drafts by `tell` and has things read out by `say`.

import { make, ownId } from "./elements.js";

const LONG = 28; // letters that a list beside its label still shows

export function formOf(form, on) {
  return FORMS[form.kind](form, on);
}

const key = (text) => make("kbd", { "aria-hidden": "true" }, text);

function html(tag, attributes, text) {
  const element = make(tag, attributes);
  element.innerHTML = text;
  return element;
}

/** A list of choices; `pick(place)` hears of each. */
function choices(options, { type, about, pick }) {
  const name = ownId("option");
  const inputs = options.map((_, n) => make("input", { type, name, onchange: () => pick(n) }));
  const labels = options.map((option, n) =>
    make("label", {}, inputs[n], html("span", {}, option.text), key(option.key)),
  );
  const group = make("fieldset", { class: "l45-quiz-options" }, html("legend", {}, about), ...labels);
  group.querySelector("legend").className = about ? "" : "l45-unseen";
  return { group, inputs };
}

/** The place a key chooses; where several share it, the one after what is chosen. */
function chosenBy(options, pressed, now) {
  const places = options.flatMap((option, n) => (option.key === pressed ? [n] : []));
  return places[(places.indexOf(now) + 1) % places.length];
}

function one({ options, about }, { tell }) {
  const { group, inputs } = choices(options, { type: "radio", about: about ?? "Choose one", pick: tell });
  return {
    element: group,
    put: (draft) => inputs.forEach((input, n) => (input.checked = n === draft)),
    isReady: (draft) => Number.isInteger(draft),
    digit(pressed, draft) {
      const place = chosenBy(options, pressed, draft);
      if (place === undefined) return false;
      tell(place);
      inputs[place].focus();
      return true;
    },
  };
}

function several({ options, painted }, { tell }) {
  const about = painted ? "Paint the leg, or choose the regions here" : "Choose all that fit";
  const chosen = () => inputs.flatMap((input, n) => (input.checked ? [n] : []));
  const { group, inputs } = choices(options, { type: "checkbox", about, pick: () => tell(chosen()) });
  group.classList.toggle("l45-quiz-regions", Boolean(painted));
  return {
    element: group,
    put: (draft) => inputs.forEach((input, n) => (input.checked = (draft ?? []).includes(n))),
    isReady: (draft) => Boolean(draft?.length),
    digit(pressed) {
      const place = chosenBy(options, pressed);
      if (place === undefined) return false;
      inputs[place].click();
      inputs[place].focus();
      return true;
    },
  };
}

function typed({ unit, about, longest }, { tell }) {
  const id = ownId("typed");
  const attributes = { type: "text", id, maxlength: longest, autocomplete: "off", spellcheck: "false" };
  const input = make("input", { ...attributes, inputmode: unit ? "decimal" : "text" });
  input.addEventListener("input", () => tell(input.value));
  const words = about || "Your answer";
  const row = make("div", { class: "l45-quiz-typed" }, input, make("span", {}, unit));
  return {
    element: make("div", {}, html("label", { for: id }, words), row),
    put(draft) {
      if (input.value !== (draft ?? "")) input.value = draft ?? "";
    },
    isReady: (draft) => Boolean(draft?.trim()),
  };
}

function order({ options }, { tell, say }) {
  const list = make("ol", { class: "l45-quiz-order" });
  let places = options.map((_, n) => n);
  let dragged = null;
  const rows = options.map((option, n) => {
    const move = (way) => step(n, way);
    const up = mover("▲", `Move up: ${option.plain}`, () => move(-1));
    const down = mover("▼", `Move down: ${option.plain}`, () => move(1));
    const row = make("li", { draggable: "true" }, html("span", {}, option.text), up, down);
    row.addEventListener("keydown", (e) => {
      const way = { ArrowUp: -1, ArrowDown: 1 }[e.key];
      if (!way) return;
      move(way);
      e.preventDefault();
      e.stopPropagation();
    });
    row.addEventListener("dragstart", (e) => {
      dragged = n;
      e.dataTransfer.setData("text/plain", option.plain);
      e.dataTransfer.effectAllowed = "move";
    });
    row.addEventListener("dragover", (e) => {
      if (dragged === null) return;
      e.preventDefault();
      put(places.indexOf(dragged), places.indexOf(n));
    });
    row.addEventListener("dragend", () => {
      dragged = null;
      tell(places);
    });
    return row;
  });
  list.addEventListener("drop", (e) => e.preventDefault());
  const put = (from, to) => {
    const next = [...places];
    next.splice(to, 0, ...next.splice(from, 1));
    show(next);
  };
  const show = (next) => {
    if (next.join() === places.join() && list.children.length) return;
    places = next;
    const held = list.contains(document.activeElement) ? document.activeElement : null;
    list.replaceChildren(...places.map((n) => rows[n]));
    held?.focus({ preventScroll: true });
  };
  const step = (n, way) => {
    const from = places.indexOf(n);
    const to = from + way;
    if (to < 0 || to >= places.length) return;
    put(from, to);
    say(`${options[n].plain}: now ${to + 1} of ${places.length}`);
    tell(places);
  };
  show(places);
  const about = make("p", { class: "l45-quiz-about" }, "Put in order: drag, or use the buttons or the arrow keys.");
  return {
    element: make("div", {}, about, list),
    put: (draft) => draft && dragged === null && show(draft),
    isReady: () => true,
    digit(pressed) {
      const row = rows[places[Number(pressed) - 1]];
      row?.querySelector("button").focus();
      return Boolean(row);
    },
  };
}

function mover(sign, label, act) {
  return make("button", { type: "button", "aria-label": label, title: label, onclick: act }, sign);
}

function match({ options, partners }, { tell }) {
  const selects = options.map(() => {
    const offered = partners.map((text, n) => make("option", { value: n }, text));
    return make("select", { id: ownId("partner") }, make("option", { value: "" }, "choose…"), ...offered);
  });
  const chosen = () => selects.map(({ value }) => (value === "" ? null : Number(value)));
  const rows = options.map((option, n) => {
    selects[n].addEventListener("change", () => tell(chosen()));
    return make("div", {}, html("label", { for: selects[n].id }, option.text), selects[n]);
  });
  const isLong = partners.some((text) => text.length > LONG);
  return {
    element: make("div", { class: `l45-quiz-match${isLong ? " l45-long" : ""}` }, ...rows),
    put: (draft) => selects.forEach((select, n) => (select.value = draft?.[n] ?? "")),
    isReady: (draft) => draft?.length === options.length && draft.every((place) => place !== null),
    digit(pressed) {
      const select = selects[Number(pressed) - 1];
      select?.focus();
      return Boolean(select);
    },
  };
}

function pointed() {
  const now = make("p", { class: "l45-quiz-now", role: "status" });
  const how = "Click the structure in the 3D view. By keyboard: open Structures there and press Enter on one.";
  return {
    element: make("div", {}, make("p", { class: "l45-quiz-about" }, how), now),
    put: (draft) => (now.textContent = draft ? `Marked in the view: ${draft}.` : "Nothing is marked yet."),
    isReady: (draft) => Boolean(draft),
  };
}

function set({ goals }) {
  const about = make("p", { class: "l45-quiz-about" }, "Set the sliders so that the simulator shows:");
  const list = make("ul", { class: "l45-quiz-goals" }, ...goals.map((goal) => html("li", {}, goal)));
  return { element: make("div", {}, about, list), put() {}, isReady: () => true };
}

function stages({ history, findings, stages }, { tell, say }) {
  const found = make("ul", { class: "l45-quiz-findings" }, ...findings.map((one) => html("li", {}, one)));
  const done = make("ol", { class: "l45-quiz-stages" });
  const now = make("div", {});
  let draft = [];
  let at = 0;
  let shown = null;
  const isLast = () => at === stages.length - 1;
  const show = () => {
    done.replaceChildren(
      ...stages.slice(0, at).map((stage, n) => {
        const question = html("span", {}, stage.stem);
        return make("li", {}, question, html("strong", {}, stage.options[draft[n]].text));
      }),
    );
    const place = `Step ${at + 1} of ${stages.length}. `;
    const pick = (n) => tell([...draft.slice(0, at), n]);
    const about = place + stages[at].stem;
    shown = choices(stages[at].options, { type: "radio", about, pick });
    now.replaceChildren(shown.group);
    put(draft);
  };
  const put = (given) => {
    draft = given ?? [];
    shown.inputs.forEach((input, n) => (input.checked = draft[at] === n));
  };
  show();
  return {
    element: make("div", {}, html("p", {}, history), found, done, now),
    put,
    isReady: () => Number.isInteger(draft[at]),
    label: () => (isLast() ? "Answer" : "Next step"),
    onward() {
      if (isLast()) return false;
      at += 1;
      show();
      say(`Step ${at + 1} of ${stages.length}`);
      shown.inputs[0].focus();
      return true;
    },
    digit(pressed) {
      const place = chosenBy(stages[at].options, pressed);
      if (place === undefined) return false;
      tell([...draft.slice(0, at), place]);
      shown.inputs[place].focus();
      return true;
    },
  };
}

const FORMS = { one, several, typed, order, match, pointed, set, stages };
