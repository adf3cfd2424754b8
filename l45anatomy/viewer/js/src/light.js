// A lighter twin of a surface, drawn while the eye moves: the same points, fewer triangles.
import { BufferAttribute, BufferGeometry } from "three";

const CELL = 4.5; // mm: points in one cell that look the same way become one
const FEW = 1000; // triangles of a surface that is light enough as it is
const WIDE = 1 << 12; // cells a surface may span along each axis

/** Say for each point which one stands for it: the one nearest to the middle of its cell's. */
function standIns(p, n) {
  const count = p.length / 3;
  const places = new Map();
  const place = new Uint32Array(count);
  const sums = [];
  for (let i = 0; i < count; i += 1) {
    let key = 0;
    let way = 0; // the two faces of a thin plate stay apart
    for (let k = 0; k < 3; k += 1) {
      key = key * WIDE + Math.floor(p[3 * i + k] / CELL) + WIDE / 2;
      way = 2 * way + (n[3 * i + k] > 0 ? 1 : 0);
    }
    key = 8 * key + way;
    if (!places.has(key)) places.set(key, sums.push([0, 0, 0, 0]) - 1);
    place[i] = places.get(key);
    const sum = sums[place[i]];
    for (let k = 0; k < 3; k += 1) sum[k] += p[3 * i + k];
    sum[3] += 1;
  }
  const nearest = new Float64Array(sums.length).fill(Infinity);
  const chosen = new Uint32Array(sums.length);
  for (let i = 0; i < count; i += 1) {
    const [x, y, z, size] = sums[place[i]];
    const far = Math.hypot(p[3 * i] - x / size, p[3 * i + 1] - y / size, p[3 * i + 2] - z / size);
    if (far >= nearest[place[i]]) continue;
    nearest[place[i]] = far;
    chosen[place[i]] = i;
  }
  return place.map((at) => chosen[at]);
}

/** The triangles that are left when points give way to their stand-ins. */
export function thinned(index, p, n) {
  const stands = standIns(p, n);
  const left = new Uint32Array(index.length);
  let count = 0;
  for (let k = 0; k < index.length; k += 3) {
    const [a, b, c] = [stands[index[k]], stands[index[k + 1]], stands[index[k + 2]]];
    if (a === b || b === c || c === a) continue;
    left[count] = a;
    left[count + 1] = b;
    left[count + 2] = c;
    count += 3;
  }
  return left.slice(0, count);
}

/** The twin: it shares points, normals, colours and bounds, so what morphs, morphs in both. */
export function lighter(geometry) {
  if (geometry.index.count < 3 * FEW) return geometry;
  const { position, normal } = geometry.attributes;
  const twin = new BufferGeometry();
  for (const name of Object.keys(geometry.attributes)) {
    twin.setAttribute(name, geometry.attributes[name]);
  }
  twin.setIndex(new BufferAttribute(thinned(geometry.index.array, position.array, normal.array), 1));
  twin.boundingBox = geometry.boundingBox;
  twin.boundingSphere = geometry.boundingSphere;
  return twin;
}
