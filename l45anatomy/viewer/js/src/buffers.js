// Binary buffers as they come with a message, whichever front end brought them.

/** Give a buffer of its own, aligned from its first byte. */
export const bytes = (b) =>
  b instanceof ArrayBuffer ? b : b.buffer.slice(b.byteOffset, b.byteOffset + b.byteLength);
