// A row of buttons, dealt anew with each card; the keyboard stays on the button that had it.

import { make } from "./elements.js";

/** Make the button of an action that calls `act` with its name. */
export function button({ name, label, key, primary, pressed, disabled }, act) {
  const look = primary ? "l45-demo-primary" : "";
  const made = make("button", { type: "button", "data-act": name, class: look, disabled }, label);
  if (key) made.append(make("kbd", { "aria-hidden": "true" }, key));
  if (pressed !== undefined) made.setAttribute("aria-pressed", pressed);
  made.addEventListener("click", () => act(name));
  return made;
}

/** Put buttons into a row; where the one with the keyboard is no more, `otherwise` gets it. */
export function deal(row, buttons, otherwise) {
  const active = row.ownerDocument.activeElement;
  const kept = row.contains(active) && active.dataset.act;
  row.replaceChildren(...buttons);
  if (!kept) return;
  const held = row.querySelector(`[data-act="${kept}"]:not(:disabled)`);
  (held ?? otherwise).focus({ preventScroll: true });
}
