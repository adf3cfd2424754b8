// Puts new content in the place of old: what is equal stays, with its focus, its scroll and its layout.

const NAMES = ["id", "data-name", "data-act", "data-copy", "data-download", "data-fold"];

/** Whether one node can become the other without being taken for something else. */
function isSame(old, fresh) {
  if (old.nodeName !== fresh.nodeName) return false;
  if (old.nodeType !== Node.ELEMENT_NODE) return true;
  return NAMES.every((name) => old.getAttribute(name) === fresh.getAttribute(name));
}

function dress(old, fresh) {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

/** Make the children of `old` those of `fresh`, which loses those that are news. */
export function merge(old, fresh) {
  let at = old.firstChild;
  for (const node of [...fresh.childNodes]) {
    if (!at) {
      old.append(node);
      continue;
    }
    const next = at.nextSibling;
    if (!isSame(at, node)) at.replaceWith(node);
    else if (!at.isEqualNode(node)) become(at, node);
    at = next;
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

function become(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.nodeValue = fresh.nodeValue;
    return;
  }
  dress(old, fresh);
  merge(old, fresh);
}
