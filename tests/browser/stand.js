// The page's half of the stand: models that behave as anywidget's do, and places to draw in.

const bytes = (text) => new DataView(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
const text64 = (buffer) => {
  const view = ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);
  return btoa(Array.from(view, (b) => String.fromCharCode(b)).join(""));
};
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Put buffers where a message says they belong. */
function whole(state, paths = [], buffers = []) {
  paths.forEach((path, n) => {
    let place = state;
    for (const step of path.slice(0, -1)) place = place[step];
    place[path.at(-1)] = bytes(buffers[n]);
  });
  return state;
}

class Model {
  constructor(id, state) {
    Object.assign(this, { id, state, heard: {}, unsaved: {}, widget_manager: null });
  }
  get(key) { return this.state[key]; }
  set(key, value) {
    if (same(this.state[key], value) && !ArrayBuffer.isView(value)) return;
    this.state[key] = value;
    this.unsaved[key] = value;
    this.fire(`change:${key}`, this, value);
    this.fire("change", this);
  }
  save_changes() {
    const state = this.unsaved;
    this.unsaved = {};
    if (Object.keys(state).length) this.tell({ method: "update", state, buffer_paths: [] });
  }
  send(content, _callbacks, buffers = []) { this.tell({ method: "custom", content }, buffers); }
  tell(data, buffers = []) {
    window.standTell(JSON.stringify({ id: this.id, data, buffers: buffers.map(text64) }));
  }
  on(event, act) { for (const one of event.split(" ")) (this.heard[one] ??= []).push(act); }
  off(event, act) {
    for (const one of event ? event.split(" ") : Object.keys(this.heard)) {
      this.heard[one] = (this.heard[one] ?? []).filter((known) => act && known !== act);
    }
  }
  fire(event, ...news) { for (const act of [...(this.heard[event] ?? [])]) act(...news); }
  take(state) {
    const news = Object.keys(state).filter((key) => !same(this.state[key], state[key]));
    Object.assign(this.state, state);
    for (const key of news) this.fire(`change:${key}`, this, state[key]);
    if (news.length) this.fire("change", this);
  }
}

const models = {};
const views = {};

window.stand = {
  models,
  async show({ id, state, paths, buffers, css, width }) {
    const { default: given } = await import(`/${id}.js`);
    const widget = typeof given === "function" ? await given() : given;
    if (!models[id]) {
      models[id] = new Model(id, whole(state, paths, buffers));
      await widget.initialize?.({ model: models[id], experimental: {} });
      document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
    }
    const el = document.createElement("div");
    el.id = `view${Object.keys(views).length}`;
    el.style.width = width ? `${width}px` : "";
    document.body.append(el);
    views[el.id] = { el, end: await widget.render?.({ model: models[id], el, experimental: {} }) };
    return el.id;
  },
  async remove(id) {
    await views[id].end?.();
    views[id].el.remove();
  },
  receive({ id, data, buffers }) {
    const model = models[id];
    if (data.method === "update") model.take(whole(data.state, data.buffer_paths, buffers));
    if (data.method === "custom") model.fire("msg:custom", data.content, buffers.map(bytes));
  },
  dress(theme, variables) {
    document.body.dataset.jpThemeLight = String(theme === "light");
    document.body.dataset.jpThemeName = `JupyterLab ${theme === "light" ? "Light" : "Dark"}`;
    document.documentElement.style.colorScheme = theme;
    for (const [name, value] of Object.entries(variables)) document.body.style.setProperty(name, value);
    document.body.style.background = "var(--jp-layout-color0)";
    document.body.style.color = "var(--jp-content-font-color1)";
  },
};
