// Where a tag may stand: in the room there is, off other tags and off what it tells of, and near it.
// Knows nothing of what is told.
const EDGE = 4; // px a tag keeps from the edges of its room
const NEAR = 22; // px it keeps from its place, if it can
const FAR = 40; // px between the places beside it that are tried
const STEP = 10; // px between the heights that are tried
const GAP = 3; // px between tags
const HIDDEN = 60; // px of way that one goes to cover one point less
const INWARD = 60; // px of way that one goes to stand on the outer side of a place
const CLASH = 4000; // px that one goes to cover no tag and no button

const within = (low, x, high) => Math.max(low, Math.min(x, high));

/** The corner of a rectangle of this size that covers least, as near to `at` as may be; `taken` are
 * rectangles that are to be left free, `points` what is better seen, each with its weight. */
export function clearing(size, at, { room, taken, points }) {
  let best = null;
  for (const { x, y } of tries(size, at, room)) {
    const own = { x, y, ...size };
    const clashes = taken.filter((one) => meet(own, one)).length;
    const inward = isInward(own, at, room) ? INWARD : 0;
    let cost = CLASH * clashes + inward + Math.max(NEAR, away(own, at));
    if (best && cost >= best.cost) continue; // the points can only add to it
    for (const point of points) if (away(own, point) < GAP) cost += HIDDEN * point.weight;
    if (!best || cost < best.cost) best = { x, y, cost };
  }
  return best;
}

function tries({ width, height }, at, { left, right, top, bottom }) {
  const far = right - width - EDGE;
  const beside = [NEAR, NEAR + FAR, NEAR + 2 * FAR].flatMap((px) => [at.x - px - width, at.x + px]);
  const columns = [...beside, at.x - width / 2, left + EDGE, far];
  const low = bottom - height;
  const rows = [at.y - height / 2, at.y - NEAR - height, at.y + NEAR];
  for (let y = top; y <= low; y += STEP) rows.push(y);
  return columns.flatMap((x) =>
    rows.map((y) => ({ x: within(left + EDGE, x, far), y: within(top, y, low) })),
  );
}

/** Whether a tag lies towards the middle of the room from its place. */
function isInward({ x, width }, at, { left, right }) {
  return (x + width / 2 - at.x) * (at.x - (left + right) / 2) < 0;
}

function meet(one, other) {
  return one.x < other.x + other.width + GAP && other.x < one.x + one.width + GAP
    && one.y < other.y + other.height + GAP && other.y < one.y + one.height + GAP;
}

/** The point of a rectangle that is nearest to a place. */
export function nearest({ x, y, width, height }, at) {
  return { x: within(x, at.x, x + width), y: within(y, at.y, y + height) };
}

function away(own, at) {
  const near = nearest(own, at);
  return Math.hypot(at.x - near.x, at.y - near.y);
}
