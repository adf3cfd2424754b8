// How far a scene reaches: some points of its parts, kept until a part moves or changes its shape.
const MOST = 150; // points of a part that are looked at
const NOTHING = [[-50, -50, -50], [50, 50, 50]];

export class Outline {
  constructor(parts) {
    Object.assign(this, { parts, held: null });
  }

  /** To be called when a part has come, gone, moved, changed its shape, or is seen or not. */
  renew() {
    this.held = null;
  }

  /** Some points of all parts in sight (of all parts, if none is), mm, enough to frame them by. */
  get points() {
    return this.#now.points;
  }

  get radius() {
    return this.#now.radius;
  }

  get #now() {
    return (this.held ??= this.#take());
  }

  #take() {
    const all = [...this.parts()];
    const seen = all.filter((part) => part.mesh.visible);
    const points = [];
    for (const { mesh } of seen.length ? seen : all) some(mesh, points);
    const found = points.length ? points : NOTHING;
    const low = [Infinity, Infinity, Infinity];
    const high = [-Infinity, -Infinity, -Infinity];
    for (const point of found) {
      for (let i = 0; i < 3; i += 1) {
        if (point[i] < low[i]) low[i] = point[i];
        if (point[i] > high[i]) high[i] = point[i];
      }
    }
    const spans = high.map((most, i) => most - low[i]);
    return { points: found, radius: Math.max(10, Math.hypot(...spans) / 2) };
  }
}

/** Add points of a mesh where it stands. */
function some(mesh, points) {
  const { array: p, count } = mesh.geometry.attributes.position;
  const m = mesh.matrix.elements;
  const step = 3 * Math.max(1, Math.floor(count / MOST));
  for (let k = 0; k < 3 * count; k += step) {
    const [x, y, z] = [p[k], p[k + 1], p[k + 2]];
    points.push([
      m[0] * x + m[4] * y + m[8] * z + m[12],
      m[1] * x + m[5] * y + m[9] * z + m[13],
      m[2] * x + m[6] * y + m[10] * z + m[14],
    ]);
  }
}
