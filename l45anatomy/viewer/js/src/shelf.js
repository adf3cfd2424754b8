// The view's script is large, and a page keeps every module it loads for as long as it is open. So
// each widget brings this small one, and asks the kernel for the large one if the page lacks it.
import { make, ownId } from "./elements.js";

// By hash; every widget loads a copy of this module, so what they share has to lie outside of it.
const shelf = (globalThis[Symbol.for("l45anatomy.shelf")] ??= new Map());

/** The text of the script. Everyone who waits asks: a kernel may end before it answers. */
function asked(model) {
  const from = ownId("shelf");
  return new Promise((done) => {
    const hear = (content, buffers) => {
      if (content.kind !== "script" || content.to !== from) return;
      model.off("msg:custom", hear);
      done(buffers[0]);
    };
    model.on("msg:custom", hear);
    model.send({ kind: "script", from });
  });
}

async function loaded(text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function script(model) {
  const hash = model.get("script_hash");
  if (!shelf.has(hash)) {
    const text = await asked(model);
    if (!shelf.has(hash)) shelf.set(hash, loaded(text)); // another widget may have been quicker
    shelf.get(hash).catch(() => shelf.delete(hash)); // what failed is asked for again
  }
  return (await shelf.get(hash)).default;
}

async function render({ model, el, ...rest }) {
  const wait = make("p", { role: "status" }, "Waiting for the view…");
  el.append(wait);
  const widget = await script(model);
  wait.remove();
  return widget.render({ model, el, ...rest });
}

export default { render };
