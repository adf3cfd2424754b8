// The small person that says which way the patient faces, as boxes seen by the eye.
import { basis, dot } from "./views.js";

const SPACE = "http://www.w3.org/2000/svg";
// Middle and half size of each box, in px of the figure: x to the right, y forward, z up.
const BOXES = [
  [[0, 0, 17], [3.4, 3.4, 4]], // head
  [[0, 4.2, 16.5], [1, 1.2, 1]], // nose
  [[0, 0, 5], [6.2, 3.2, 7]], // trunk
  [[7.9, 0, 4], [1.5, 1.7, 7]], // arms
  [[-7.9, 0, 4], [1.5, 1.7, 7]],
  [[3.2, 0, -10], [2.4, 2.4, 7.6]], // legs
  [[-3.2, 0, -10], [2.4, 2.4, 7.6]],
  [[3.2, 2.6, -18.6], [2.4, 5, 1.2]], // feet
  [[-3.2, 2.6, -18.6], [2.4, 5, 1.2]],
];
const LIGHT = [-0.3, 0.5, 0.8]; // from the eye: right, up, out

/** The faces of a box that look at the eye: corners on paper, depth and brightness. */
function faces([middle, half], { right, up, out }) {
  const seen = [];
  for (let axis = 0; axis < 3; axis += 1) {
    for (const way of [-1, 1]) {
      const normal = [0, 0, 0];
      normal[axis] = way;
      if (dot(normal, out) <= 0) continue;
      const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
      const corners = [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([a, b]) => {
        const corner = [...middle];
        corner[axis] += way * half[axis];
        corner[u] += a * half[u];
        corner[v] += b * half[v];
        return corner;
      });
      const lit = [right, up, out].reduce((sum, one, k) => sum + LIGHT[k] * dot(normal, one), 0);
      const points = corners.map((c) => `${dot(c, right).toFixed(1)},${(-dot(c, up)).toFixed(1)}`);
      seen.push({ points: points.join(" "), lit });
    }
  }
  return { seen, depth: dot(middle, out) };
}

/** The person as it is seen from a stand: polygons, far ones first. */
export function person(stand) {
  const eye = basis(stand);
  const boxes = BOXES.map((box) => faces(box, eye)).sort((a, b) => a.depth - b.depth);
  return boxes.flatMap(({ seen }) =>
    seen.map(({ points, lit }) => {
      const polygon = document.createElementNS(SPACE, "polygon");
      polygon.setAttribute("points", points);
      polygon.style.setProperty("--l45-lit", `${Math.round(50 + 45 * Math.max(0, Math.min(1, lit)))}%`);
      return polygon;
    }),
  );
}
