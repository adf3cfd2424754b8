// The plane of a slice, drawn in the scene as a frame with the lines that cross in it.
import { BufferGeometry, DoubleSide, Float32BufferAttribute, Group, LineBasicMaterial, LineSegments, Mesh, MeshBasicMaterial } from "three";

const COLOUR = 0x1976d2;

export class Plate {
  constructor(world) {
    this.group = new Group();
    this.glass = new Mesh(
      new BufferGeometry(),
      new MeshBasicMaterial({ color: COLOUR, transparent: true, opacity: 0.1, depthWrite: false, side: DoubleSide }),
    );
    this.frame = new LineSegments(new BufferGeometry(), new LineBasicMaterial({ color: COLOUR }));
    this.group.add(this.glass, this.frame);
    world.add(this.group);
  }

  /** Draw a frame through four `corners`, and `lines` between two points each, all in mm. */
  show({ corners = [], lines = [] } = {}) {
    this.group.visible = corners.length === 4;
    if (!this.group.visible) return;
    const [a, b, c, d] = corners;
    fill(this.glass.geometry, [a, b, c, a, c, d]);
    fill(this.frame.geometry, [a, b, b, c, c, d, d, a, ...lines.flat()]);
  }

  dispose() {
    for (const one of this.group.children) {
      one.geometry.dispose();
      one.material.dispose();
    }
  }
}

function fill(geometry, points) {
  geometry.setAttribute("position", new Float32BufferAttribute(points.flat(), 3));
  geometry.computeBoundingSphere();
}
