// Keys that work anywhere in the view but in its text box; those of the camera are the canvas's own.

/** `acts` maps a key, as the browser calls it, to what it does. */
export function listen(root, acts) {
  root.addEventListener("keydown", (e) => {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.target.matches("input[type=text]") || !Object.hasOwn(acts, e.key)) return;
    acts[e.key]();
    e.preventDefault();
    e.stopPropagation();
  });
}
