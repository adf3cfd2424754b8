// The parts as three.js meshes: takes messages, draws, and says what lies under a point.
import {
  DirectionalLight,
  HemisphereLight,
  Mesh,
  Object3D,
  PerspectiveCamera,
  Raycaster,
  Scene as World,
  Vector2,
  Vector3,
  WebGLRenderer,
} from "three";
import { bytes } from "./buffers.js";
import { Cut } from "./cut.js";
import { lighter } from "./light.js";
import { Outline } from "./outline.js";
import { build, material, morph } from "./surface.js";
import { along, basis } from "./views.js";

const FADED = 0.2; // share of its opacity a faded part keeps
const FIRM = 0.5; // from this opacity on a part hides what lies behind it from the pointer
const LOOKS = ["colour", "opacity", "group", "note", "glow", "synonyms"];
const SAMPLES = 48; // points of a part that a label may point at
const LEAST = 1 / 3; // of the width that must be free for the picture to make way
export const FOV = 24;

export class Scene {
  /** `glide` lets what changes go there smoothly. */
  constructor(canvas, context, glide) {
    this.glide = glide;
    this.renderer = new WebGLRenderer({ canvas, context, antialias: true, alpha: true });
    this.renderer.setClearColor(0x000000, 0);
    this.world = new World();
    this.camera = new PerspectiveCamera(FOV, 1, 1, 5000);
    this.world.add(this.camera);
    this.parts = new Map();
    this.outline = new Outline(() => this.parts.values());
    this.picked = "";
    this.hovered = "";
    this.isLight = false;
    this.cut = new Cut(this);
    this.#illuminate();
  }

  #illuminate() {
    const sky = new HemisphereLight(0xffffff, 0xb8a898, 1.15);
    sky.position.set(0, 0, 1);
    this.world.add(sky);
    const aim = new Object3D();
    this.camera.add(aim); // the eye carries its lamps: whatever is looked at is lit
    const lamp = (colour, strength, x, y, z) => {
      const light = new DirectionalLight(colour, strength);
      light.position.set(x, y, z);
      light.target = aim;
      this.camera.add(light);
    };
    lamp(0xfff4e6, 1.75, -0.7, 1.0, 0.9);
    lamp(0xe6eeff, 0.75, 1.2, 0.1, 0.6);
    lamp(0xffffff, 0.3, 0.2, 0.6, -1.0);
  }

  /** Take one message; give true if the list of parts or a look in it changed. */
  apply(content, buffers) {
    this.lighten(false);
    this.outline.renew();
    if (content.kind === "whole") this.#keep(new Set(content.order ?? []));
    for (const name of content.removed ?? []) this.#remove(name);
    let isListed = Boolean(content.removed || content.order);
    for (const change of content.parts ?? []) {
      this.#change(change, buffers);
      isListed ||= LOOKS.some((look) => look in change);
    }
    if (content.order) {
      this.parts = new Map(content.order.map((name) => [name, this.parts.get(name)]));
    }
    return isListed;
  }

  #keep(names) {
    for (const name of [...this.parts.keys()]) if (!names.has(name)) this.#remove(name);
  }

  #remove(name) {
    const part = this.parts.get(name);
    if (!part) return;
    this.world.remove(part.mesh);
    this.#dropShape(part);
    part.mesh.material.dispose();
    this.parts.delete(name);
  }

  #dropShape(part) {
    part.mesh.geometry.dispose();
    part.twin?.dispose();
    part.twin = undefined;
  }

  #change(change, buffers) {
    let part = this.parts.get(change.name);
    const points = "points" in change && new Float32Array(bytes(buffers[change.points]));
    const Index = change.short ? Uint16Array : Uint32Array;
    const faces = "faces" in change && Uint32Array.from(new Index(bytes(buffers[change.faces])));
    const isNew = !part;
    if (isNew) {
      const mesh = new Mesh(build(points, faces), material());
      mesh.name = change.name;
      mesh.matrixAutoUpdate = false;
      this.world.add(mesh);
      part = { name: change.name, mesh, mode: "show" };
      this.parts.set(change.name, part);
    } else if (faces) {
      this.#dropShape(part);
      part.mesh.geometry = build(points, faces);
    } else if (points) {
      const { position } = part.mesh.geometry.attributes;
      const from = position.array.slice();
      morph(part.mesh.geometry, points);
      this.glide.run(position.array, from, () => {
        position.needsUpdate = true;
        this.outline.renew();
      });
    }
    if ("matrix" in change) {
      const { mesh } = part;
      const from = mesh.matrix.elements.slice();
      mesh.matrix.fromArray(new Float32Array(bytes(buffers[change.matrix])));
      mesh.matrixWorldNeedsUpdate = true;
      if (!isNew) {
        this.glide.run(mesh.matrix.elements, from, () => {
          mesh.matrixWorldNeedsUpdate = true;
          this.outline.renew();
        });
      }
    }
    for (const look of LOOKS) if (look in change) part[look] = change[look];
    this.#paint(part);
  }

  /** Say how each part is to be seen: `mode(name)` gives "show", "fade" or "hide". */
  setModes(mode) {
    this.outline.renew();
    for (const part of this.parts.values()) {
      part.mode = mode(part.name);
      this.#paint(part);
    }
  }

  mark({ picked = this.picked, hovered = this.hovered }) {
    const touched = new Set([this.picked, this.hovered, picked, hovered]);
    Object.assign(this, { picked, hovered });
    for (const name of touched) if (this.parts.has(name)) this.#paint(this.parts.get(name));
  }

  #paint(part) {
    const { mesh } = part;
    const paint = mesh.material;
    const opacity = part.opacity * (part.mode === "fade" ? FADED : 1);
    const isClear = opacity < 0.995;
    if (paint.transparent !== isClear) paint.needsUpdate = true;
    paint.transparent = isClear;
    paint.depthWrite = !isClear;
    paint.opacity = opacity;
    paint.color.set(part.colour);
    paint.emissive.set(part.colour).multiplyScalar(0.55 * part.glow);
    const isPicked = part.name === this.picked;
    paint.userData.mark.value = isPicked ? 1 : part.name === this.hovered ? 0.6 : 0;
    mesh.visible = part.mode !== "hide" && opacity > 0;
    part.solidity = opacity;
  }

  resize(width, height) {
    this.renderer.setPixelRatio(Math.min(2, window.devicePixelRatio || 1));
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
  }

  /** Put the middle of the picture into the middle of what is free of it, `right` px wide. */
  free(right) {
    const { x: width, y: height } = this.renderer.getSize(new Vector2());
    if (right < width && right > LEAST * width) {
      this.camera.setViewOffset(width, height, (width - right) / 2, 0, width, height);
    } else this.camera.clearViewOffset();
  }

  place(stand) {
    const { up, out } = basis(stand);
    this.camera.up.set(...up);
    this.camera.position.set(...along(stand.target, out, stand.distance));
    this.camera.lookAt(...stand.target);
    const reach = this.outline.radius * 3;
    this.camera.near = Math.max(1, stand.distance - reach);
    this.camera.far = stand.distance + reach;
    this.camera.updateProjectionMatrix();
    this.camera.updateMatrixWorld();
  }

  /** Draw fewer triangles from now on, or all of them again. */
  lighten(isLight) {
    if (isLight === this.isLight) return;
    this.isLight = isLight;
    for (const part of this.parts.values()) {
      part.twin ??= lighter(part.mesh.geometry);
      [part.mesh.geometry, part.twin] = [part.twin, part.mesh.geometry];
    }
  }

  /** The shape of a part with all its triangles, whatever is drawn now. */
  shapeOf(part) {
    return this.isLight ? part.twin : part.mesh.geometry;
  }

  /** Draw, and give how many triangles that took. */
  draw() {
    this.renderer.render(this.world, this.camera);
    return this.renderer.info.render.triangles;
  }

  /** Draw a share of the picture's width by `swapped(draw)`, the rest as it is. */
  split(share, swapped) {
    const { renderer } = this;
    const { width, height } = renderer.getSize(new Vector2());
    const edge = Math.round(share * width);
    renderer.setScissorTest(true);
    renderer.setScissor(0, 0, edge, height);
    let triangles = 0;
    swapped(() => (triangles += this.draw()));
    renderer.setScissor(edge, 0, width - edge, height);
    triangles += this.draw();
    renderer.setScissorTest(false);
    return triangles;
  }

  /** What the pointer is on: name and point in mm. Solid parts win over glassy ones before them. */
  under(x, y) {
    const box = this.renderer.domElement.getBoundingClientRect();
    const hits = this.#hits(x - box.left, y - box.top);
    const hit = hits.find((one) => this.#isFirm(one)) ?? hits[0];
    return hit ? { name: hit.object.name, point: hit.point.toArray() } : null;
  }

  #isFirm(hit) {
    return this.parts.get(hit.object.name).solidity >= FIRM;
  }

  /** All that lies under a point of the canvas, px, from near to far. */
  #hits(x, y) {
    this.lighten(false);
    const { clientWidth, clientHeight } = this.renderer.domElement;
    const ray = new Raycaster();
    ray.setFromCamera(new Vector2((x / clientWidth) * 2 - 1, 1 - (y / clientHeight) * 2), this.camera);
    const meshes = [...this.parts.values()].filter((p) => p.mesh.visible).map((p) => p.mesh);
    const faces = this.cut.faces.children;
    const hits = ray.intersectObjects([...meshes, ...faces], false);
    return hits.filter(({ object, point }) => faces.includes(object) || this.cut.keeps(point));
  }

  /** Whether a part is seen at a point of the canvas: nothing solid lies before it there. */
  isSeenAt(name, { x, y }) {
    const hits = this.#hits(x, y);
    const firm = hits.findIndex((hit) => this.#isFirm(hit));
    const seen = firm < 0 ? hits : hits.slice(0, firm + 1);
    return seen.some((hit) => hit.object.name === name);
  }

  /** Some points of a part, mm. */
  samples(name) {
    const { mesh } = this.parts.get(name);
    const { position } = mesh.geometry.attributes;
    const step = Math.max(1, Math.floor(position.count / SAMPLES));
    const points = [];
    for (let i = 0; i < position.count; i += step) {
      const point = new Vector3().fromBufferAttribute(position, i).applyMatrix4(mesh.matrix);
      points.push(point.toArray());
    }
    return points;
  }

  /** All parts, those nearest to a point, mm, first; without one as they came. */
  near(point) {
    const parts = [...this.parts.values()];
    if (point?.length !== 3) return parts;
    const aim = new Vector3(...point);
    const away = new Map(parts.map(({ name }) => [name, aim.distanceTo(new Vector3(...this.middle(name).point))]));
    return parts.sort((a, b) => away.get(a.name) - away.get(b.name));
  }

  /** Where a point, mm, is drawn: px from the corner of the canvas. */
  flat(point) {
    const { clientWidth, clientHeight } = this.renderer.domElement;
    const { x, y } = new Vector3(...point).project(this.camera);
    return { x: ((x + 1) / 2) * clientWidth, y: ((1 - y) / 2) * clientHeight };
  }

  /** The middle of a part, in mm and in px from the corner of the canvas. */
  middle(name) {
    const { mesh } = this.parts.get(name);
    const { center, radius } = mesh.geometry.boundingSphere;
    const point = center.clone().applyMatrix4(mesh.matrix).toArray();
    return { point, radius, ...this.flat(point) };
  }

  dispose() {
    for (const name of [...this.parts.keys()]) this.#remove(name);
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }
}
