// What ties a widget in the page to its model: listeners that end together.

export class Ties {
  constructor(model) {
    this.model = model;
    this.stops = [];
  }

  /** Listen to the model, to one event or to several. */
  on(events, act) {
    for (const event of [events].flat()) {
      this.model.on(event, act);
      this.stops.push(() => this.model.off(event, act));
    }
  }

  end() {
    for (const stop of this.stops) stop();
  }
}

/** What anywidget asks for: one object of this class for each place a model is shown in. */
export function shownBy(Kind) {
  return {
    render({ model, el }) {
      const root = document.createElement("div");
      el.append(root);
      const shown = new Kind(model, root);
      return () => {
        shown.end();
        root.remove(); // the front end keeps the place it stood in
      };
    },
  };
}
