// How it was before: the parts that differ, as an outline in the picture or on one side of a wipe.
import { Group, Mesh } from "three";
import { bytes } from "./buffers.js";
import { build, material } from "./surface.js";

const COLOUR = "#1565c0";
const CLEAR = 0.16;

export class Before {
  constructor(scene) {
    this.scene = scene;
    this.meshes = new Map();
    this.group = new Group();
    this.differing = [];
    this.way = "";
    scene.world.add(this.group);
  }

  /** Take what the kernel tells: parts as in a scene, and the names of those that differ now. */
  apply({ parts = [], differing }, buffers) {
    for (const change of parts) {
      const held = this.meshes.get(change.name) ?? {};
      const points = "points" in change && new Float32Array(bytes(buffers[change.points]));
      const Index = change.short ? Uint16Array : Uint32Array;
      if ("faces" in change) held.faces = Uint32Array.from(new Index(bytes(buffers[change.faces])));
      if (points) held.points = points;
      if ("matrix" in change) held.matrix = new Float32Array(bytes(buffers[change.matrix]));
      for (const look of ["colour", "opacity"]) if (look in change) held[look] = change[look];
      this.#build(change.name, held);
    }
    this.differing = differing;
    this.show(this.way);
  }

  #build(name, held) {
    if (held.mesh) {
      this.group.remove(held.mesh);
      held.mesh.geometry.dispose();
      held.mesh.material.dispose();
    }
    held.mesh = new Mesh(build(held.points.slice(), held.faces), material());
    held.mesh.matrixAutoUpdate = false;
    if (held.matrix) held.mesh.matrix.fromArray(held.matrix);
    this.group.add(held.mesh);
    this.meshes.set(name, held);
  }

  /** Show it as an "outline", for a "wipe", or, given "", not. */
  show(way) {
    this.way = way;
    this.group.visible = way === "outline";
    for (const [name, { mesh, colour, opacity = 1 }] of this.meshes) {
      const isOutline = way === "outline";
      const paint = mesh.material;
      paint.color.set(isOutline ? COLOUR : colour);
      paint.opacity = isOutline ? CLEAR : opacity;
      paint.transparent = paint.opacity < 0.995;
      paint.depthWrite = !paint.transparent;
      paint.needsUpdate = true;
      mesh.renderOrder = isOutline ? 1 : 0;
      mesh.visible = Boolean(way) && this.differing.includes(name) && this.#isWanted(name, isOutline);
    }
  }

  /** What is hidden now was not asked for before either; of what is faded an outline is too much. */
  #isWanted(name, isOutline) {
    const mode = this.scene.parts.get(name)?.mode ?? "show";
    return isOutline ? mode === "show" : mode !== "hide";
  }

  /** Run `draw` with the scene as it was: what differs changes places with what it was. */
  swapped(draw) {
    const own = this.differing.map((name) => this.scene.parts.get(name)?.mesh).filter((mesh) => mesh?.visible);
    for (const mesh of own) mesh.visible = false;
    this.group.visible = true;
    draw();
    this.group.visible = false;
    for (const mesh of own) mesh.visible = true;
  }

  dispose() {
    for (const { mesh } of this.meshes.values()) {
      mesh.geometry.dispose();
      mesh.material.dispose();
    }
  }
}
