// A plane that cuts the scene open: what lies before it is left out, and where it meets a solid the
// solid is closed with a face in its own colour.
import {
  BufferGeometry,
  DoubleSide,
  Float32BufferAttribute,
  Group,
  Mesh,
  MeshBasicMaterial,
  Plane,
  ShapeUtils,
  Vector2,
  Vector3,
} from "three";

// What is left stands behind the plane for an eye above, at the patient's left, or behind.
export const PLANES = { axial: [0, 0, -1], sagittal: [1, 0, 0], coronal: [0, 1, 0] };
const STEP = 0.02; // mm a smaller face lies before a larger one that it is part of
const TINT = 0.86; // how much darker a cut face is than its part, so that it reads as cut

export class Cut {
  constructor(scene) {
    this.scene = scene;
    this.faces = new Group();
    this.plane = null;
    scene.renderer.localClippingEnabled = true;
    scene.world.add(this.faces);
  }

  /** Cut along a plane, `at` mm on its axis, keep the other half if `flipped`; or, without one, not. */
  set({ plane, at_mm: at, flipped } = {}) {
    const way = PLANES[plane];
    this.plane = way ? new Plane(new Vector3(...way), 0) : null;
    if (way) {
      if (flipped) this.plane.normal.negate();
      const axis = way.findIndex(Boolean);
      this.plane.constant = -this.plane.normal.getComponent(axis) * at;
    }
    this.isStale = true;
  }

  /** Whether a point is left by the cut. */
  keeps(point) {
    return !this.plane || this.plane.distanceToPoint(point) >= 0;
  }

  /** Make the faces anew if the cut or a part has changed. */
  follow() {
    if (!this.isStale) return;
    this.isStale = false;
    for (const face of this.faces.children) {
      face.geometry.dispose();
      face.material.dispose();
    }
    this.faces.clear();
    const clipping = this.plane ? [this.plane] : null;
    for (const part of this.scene.parts.values()) {
      const { material } = part.mesh;
      if (Boolean(material.clippingPlanes) !== Boolean(clipping)) material.needsUpdate = true;
      material.clippingPlanes = clipping;
    }
    if (!this.plane) return;
    const made = [...this.scene.parts.values()].map((part) => this.#face(part)).filter(Boolean);
    made.sort((a, b) => b.userData.area - a.userData.area);
    made.forEach((face, rank) => {
      face.position.copy(this.plane.normal).multiplyScalar(-STEP * (rank + 1));
      this.faces.add(face);
    });
  }

  #face(part) {
    const { mesh } = part;
    if (!mesh.visible) return null;
    const loops = sections(mesh.matrix, this.scene.shapeOf(part), this.plane);
    if (!loops.length) return null;
    const { points, area } = filled(loops, this.plane.normal);
    if (!points.length) return null;
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new Float32BufferAttribute(points, 3));
    const paint = new MeshBasicMaterial({ color: part.colour, side: DoubleSide });
    paint.color.multiplyScalar(TINT);
    const face = new Mesh(geometry, paint);
    face.name = part.name;
    face.userData.area = area;
    return face;
  }
}

/** Where a closed surface meets a plane: loops of points, solid on the left of each. */
function sections(matrix, shape, plane) {
  const { elements: m } = matrix;
  const { x, y, z } = plane.normal;
  const own = [0, 4, 8].map((k) => x * m[k] + y * m[k + 1] + z * m[k + 2]);
  const offset = x * m[12] + y * m[13] + z * m[14] + plane.constant;
  const p = shape.attributes.position.array;
  const index = shape.index.array;
  const count = p.length / 3;
  const side = new Float32Array(count);
  for (let i = 0; i < count; i += 1) {
    // A vertex in the plane is taken to lie just before it, so that no triangle touches it only.
    side[i] = own[0] * p[3 * i] + own[1] * p[3 * i + 1] + own[2] * p[3 * i + 2] + offset || 1e-6;
  }
  const next = new Map(); // edge -> the edge after it
  for (let k = 0; k < index.length; k += 3) {
    let from = -1;
    let to = -1;
    for (let c = 0; c < 3; c += 1) {
      const [i, j] = [index[k + c], index[k + ((c + 1) % 3)]];
      if (side[i] > 0 === side[j] > 0) continue;
      const edge = i < j ? i * count + j : j * count + i;
      if (side[i] > 0) from = edge;
      else to = edge;
    }
    if (from >= 0) next.set(from, to);
  }
  const point = (edge) => {
    const [i, j] = [Math.floor(edge / count), edge % count];
    const t = side[i] / (side[i] - side[j]);
    const at = [0, 1, 2].map((c) => p[3 * i + c] + t * (p[3 * j + c] - p[3 * i + c]));
    return new Vector3(...at).applyMatrix4(matrix);
  };
  const loops = [];
  while (next.size) {
    const [first] = next.keys();
    const loop = [];
    let edge = first;
    while (next.has(edge)) {
      loop.push(point(edge));
      const after = next.get(edge);
      next.delete(edge);
      edge = after;
    }
    if (edge === first && loop.length > 2) loops.push(loop);
  }
  return loops;
}

/** Fill loops, holes left open: triangles as flat numbers, and their area, mm2. */
function filled(loops, normal) {
  const axis = [Math.abs(normal.x), Math.abs(normal.y), Math.abs(normal.z)].indexOf(1);
  const [u, v] = [0, 1, 2].filter((one) => one !== axis);
  const flat = loops.map((loop) => {
    const outline = loop.map((at) => new Vector2(at.getComponent(u), at.getComponent(v)));
    return { loop, outline, area: ShapeUtils.area(outline), holes: [] };
  });
  flat.sort((a, b) => Math.abs(b.area) - Math.abs(a.area));
  const outers = [];
  for (const one of flat) {
    const around = outers.filter((outer) => isInside(one.outline[0], outer.outline));
    const owner = around.at(-1); // the smallest, as they come by size
    if (owner && Math.sign(owner.area) !== Math.sign(one.area)) owner.holes.push(one);
    else outers.push(one);
  }
  const points = [];
  let area = 0;
  for (const { loop, outline, holes, area: own } of outers) {
    const all = [loop, ...holes.map((hole) => hole.loop)].flat();
    for (const [a, b, c] of ShapeUtils.triangulateShape([...outline], holes.map((h) => [...h.outline]))) {
      for (const k of [a, b, c]) points.push(all[k].x, all[k].y, all[k].z);
    }
    area += Math.abs(own);
  }
  return { points, area };
}

function isInside({ x, y }, outline) {
  let is = false;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i, i += 1) {
    const [a, b] = [outline[i], outline[j]];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) is = !is;
  }
  return is;
}
