// How a surface looks: normals and hollows worked out here, so that neither has to travel.
import { BufferAttribute, BufferGeometry, MeshStandardMaterial, Vector4 } from "three";

const SMOOTHINGS = 3;
export const SPOTS = 3; // places at which one part can glow

/** Each edge of the triangles once, as pairs of vertices (of an open rim, about half). */
function edges(geometry) {
  const index = geometry.index.array;
  const pairs = new Uint32Array(index.length * 2);
  let count = 0;
  for (let k = 0; k < index.length; k += 3) {
    for (let c = 0; c < 3; c += 1) {
      const [i, j] = [index[k + c], index[k + ((c + 1) % 3)]];
      if (i >= j) continue; // the neighbouring triangle has it the other way round
      pairs[count] = i;
      pairs[count + 1] = j;
      count += 2;
    }
  }
  return pairs.subarray(0, count);
}

/** Darken hollows and lighten ridges, from the curvature at each vertex; `color` is the result. */
function shadeHollows(geometry) {
  const p = geometry.attributes.position.array;
  const n = geometry.attributes.normal.array;
  const pairs = (geometry.userData.edges ??= edges(geometry));
  const count = p.length / 3;
  const degree = new Float32Array(count);
  let bend = new Float32Array(count);
  for (let k = 0; k < pairs.length; k += 2) {
    const i = pairs[k];
    const j = pairs[k + 1];
    const a = 3 * i;
    const b = 3 * j;
    const x = p[b] - p[a];
    const y = p[b + 1] - p[a + 1];
    const z = p[b + 2] - p[a + 2];
    const weight = 2 / Math.max(x * x + y * y + z * z, 0.04);
    bend[i] += (n[a] * x + n[a + 1] * y + n[a + 2] * z) * weight;
    bend[j] -= (n[b] * x + n[b + 1] * y + n[b + 2] * z) * weight;
    degree[i] += 1;
    degree[j] += 1;
  }
  for (let i = 0; i < count; i += 1) bend[i] /= degree[i] || 1;
  for (let round = 0; round < SMOOTHINGS; round += 1) {
    const sum = bend.slice();
    for (let k = 0; k < pairs.length; k += 2) {
      sum[pairs[k]] += bend[pairs[k + 1]];
      sum[pairs[k + 1]] += bend[pairs[k]];
    }
    for (let i = 0; i < count; i += 1) sum[i] /= degree[i] + 1;
    bend = sum;
  }
  const shade = geometry.attributes.color.array;
  for (let i = 0; i < count; i += 1) {
    const hollow = Math.max(-0.25, Math.min(1, bend[i] * 2.2));
    const light = 1 - 0.42 * hollow;
    const warm = Math.max(0, hollow); // shade in a hollow of bone is brown rather than grey
    shade[3 * i] = light;
    shade[3 * i + 1] = light * (1 - 0.06 * warm);
    shade[3 * i + 2] = light * (1 - 0.12 * warm);
  }
  geometry.attributes.color.needsUpdate = true;
}

function finish(geometry) {
  geometry.computeVertexNormals();
  shadeHollows(geometry);
  geometry.computeBoundingBox();
  geometry.computeBoundingSphere();
  return geometry;
}

export function build(points, faces) {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(points, 3));
  geometry.setAttribute("color", new BufferAttribute(new Float32Array(points.length), 3));
  geometry.setIndex(new BufferAttribute(faces, 1));
  return finish(geometry);
}

/** Move the vertices of a geometry, its triangles staying as they are. */
export function morph(geometry, points) {
  geometry.attributes.position.array.set(points);
  geometry.attributes.position.needsUpdate = true;
  finish(geometry);
}

// Five touches to the standard shading. The grain of the surface varies a little, so that it does
// not look moulded; outlines darken where it turns away, as in a drawn atlas; what is see-through is
// clearest where it is seen face on, like a glass model; what is marked gets a blue outline, which
// leaves its colour alone; and where something is caught it glows, with a dark rim around.
const GRAIN = /* glsl */ `
  varying vec3 vOwn;
  varying vec3 vPlace;
  uniform float mark;
  uniform vec4 spots[${SPOTS}];
  float scatter(vec3 p) {
    return fract(sin(dot(p, vec3(127.1, 311.7, 74.7))) * 43758.5453);
  }
  float grain(vec3 p) {
    vec3 i = floor(p), f = smoothstep(0.0, 1.0, fract(p));
    vec2 o = vec2(0.0, 1.0);
    vec4 low = vec4(scatter(i), scatter(i + o.yxx), scatter(i + o.xyx), scatter(i + o.yyx));
    i.z += 1.0;
    vec4 high = vec4(scatter(i), scatter(i + o.yxx), scatter(i + o.xyx), scatter(i + o.yyx));
    vec4 m = mix(low, high, f.z);
    return mix(mix(m.x, m.y, f.x), mix(m.z, m.w, f.x), f.y) - 0.5;
  }
  #include <common>
`;
const TOUCH = /* glsl */ `
  float facing = abs(dot(normalize(normal), normalize(vViewPosition)));
  outgoingLight *= 1.0 + 0.10 * grain(vOwn * 0.35) + 0.08 * grain(vOwn * 1.6);
  outgoingLight *= mix(0.5, 1.0, smoothstep(0.0, 0.5, facing));
  #ifndef OPAQUE
    diffuseColor.a = min(1.0, diffuseColor.a * mix(3.0, 0.8, smoothstep(0.0, 0.7, facing)));
  #endif
  float outline = mark * smoothstep(0.65, 0.15, facing);
  outgoingLight = mix(outgoingLight, vec3(0.02, 0.3, 0.95), outline);
  diffuseColor.a = max(diffuseColor.a, outline);
  for (int k = 0; k < ${SPOTS}; k += 1) {
    if (spots[k].w <= 0.0) continue;
    float away = distance(vPlace, spots[k].xyz) / spots[k].w;
    float glow = smoothstep(1.0, 0.55, away);
    float rim = smoothstep(0.16, 0.06, abs(away - 1.0));
    outgoingLight = mix(outgoingLight, vec3(1.6, 1.15, 0.1) * mix(0.8, 1.1, facing), glow);
    outgoingLight = mix(outgoingLight, vec3(0.1, 0.03, 0.0), rim);
    diffuseColor.a = max(diffuseColor.a, max(glow, rim));
  }
  #include <opaque_fragment>
`;

function touch(shader) {
  shader.uniforms.mark = this.userData.mark;
  shader.uniforms.spots = this.userData.spots;
  shader.vertexShader = shader.vertexShader
    .replace("#include <common>", "varying vec3 vOwn;\nvarying vec3 vPlace;\n#include <common>")
    .replace(
      "#include <begin_vertex>",
      "vOwn = position;\nvPlace = (modelMatrix * vec4(position, 1.0)).xyz;\n#include <begin_vertex>",
    );
  shader.fragmentShader = shader.fragmentShader
    .replace("#include <common>", GRAIN)
    .replace("#include <opaque_fragment>", TOUCH);
}

export function material() {
  const made = new MeshStandardMaterial({ roughness: 0.58, metalness: 0, vertexColors: true });
  made.userData.mark = { value: 0 }; // 0 to 1, how strongly it is marked
  // Where it glows: place and radius, mm; a radius of 0 is no place.
  made.userData.spots = { value: Array.from({ length: SPOTS }, () => new Vector4()) };
  made.onBeforeCompile = touch;
  return made;
}
