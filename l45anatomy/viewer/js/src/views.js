// The named views: where the eye stands, as angles around the target. Axes are RAS+: x to the
// patient's right, y anterior, z superior. Azimuth 0 stands behind the patient, 90 at the right.
export const VIEWS = {
  posterior: { azimuth: 0, elevation: 0 },
  anterior: { azimuth: 180, elevation: 0 },
  left: { azimuth: -90, elevation: 0 },
  right: { azimuth: 90, elevation: 0 },
  superior: { azimuth: 0, elevation: 90 },
  foraminal: { azimuth: -62, elevation: 8, closer: 0.5 },
  "foraminal left": { azimuth: -62, elevation: 8, closer: 0.5, side: -1 },
  "foraminal right": { azimuth: 62, elevation: 8, closer: 0.5, side: 1 },
};

const radians = (degrees) => (degrees * Math.PI) / 180;

/** Unit vectors of a camera at these angles: right, up, and out towards the eye. */
export function basis({ azimuth, elevation }) {
  const [a, e] = [radians(azimuth), radians(elevation)];
  return {
    right: [Math.cos(a), Math.sin(a), 0],
    up: [-Math.sin(a) * Math.sin(e), Math.cos(a) * Math.sin(e), Math.cos(e)],
    out: [Math.sin(a) * Math.cos(e), -Math.cos(a) * Math.cos(e), Math.sin(e)],
  };
}

/** The plane that an eye at these angles looks at most squarely. */
export function facing(angles) {
  const { out } = basis(angles);
  const [x, y, z] = out.map(Math.abs);
  return z >= x && z >= y ? "axial" : x > y ? "sagittal" : "coronal";
}

export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const along = (point, direction, step) => point.map((x, i) => x + direction[i] * step);

/** The nearest stand at these angles from which all points lie inside the frame. */
export function frame(points, angles, { fov, aspect }) {
  const { right, up, out } = basis(angles);
  const tanV = Math.tan(radians(fov) / 2);
  const tanH = tanV * aspect;
  const low = [0, 1, 2].map((i) => Math.min(...points.map((p) => p[i])));
  const high = [0, 1, 2].map((i) => Math.max(...points.map((p) => p[i])));
  let target = low.map((x, i) => (x + high[i]) / 2);
  let distance = 1;
  for (let pass = 0; pass < 3; pass += 1) {
    const seen = points.map((p) => {
      const d = p.map((x, i) => x - target[i]);
      return [dot(d, right), dot(d, up), dot(d, out)];
    });
    distance = Math.max(
      ...seen.map(([x, y, z]) => z + Math.max(Math.abs(x) / tanH, Math.abs(y) / tanV)),
    );
    const tilts = (k) => seen.map((s) => s[k] / Math.max(distance - s[2], 1e-6));
    const middle = (t) => ((Math.min(...t) + Math.max(...t)) / 2) * distance;
    target = along(along(target, right, middle(tilts(0))), up, middle(tilts(1)));
  }
  return { ...angles, target, distance: distance * 1.07 };
}

/** Where to stand to see `span` mm around `centre`; nothing if no part of the scene is singled out. */
export function closeUp(centre, span, { fov, aspect }) {
  if (!(span > 0) || centre?.length !== 3) return {};
  const tan = Math.tan(radians(fov) / 2) * Math.min(1, aspect);
  return { target: [...centre], distance: span / 2 / tan };
}

/** The angles of a view that looks at a side: mirrored where its target lies on the right. */
export function towards(angles, target) {
  const isOther = angles.closer && !angles.side && target?.[0] > 0;
  return isOther ? { ...angles, azimuth: -angles.azimuth } : angles;
}

/** The point a view of one side looks at: the same place on that side. */
export function onSide(angles, [x, y, z]) {
  return [angles.side ? angles.side * Math.abs(x) : x, y, z];
}
