// Where names stand in the margins: one below the other, with lines to their points that do not
// cross. Knows nothing of what is named.
const WIDE = [168, 122]; // px of a column in a wide room and in a narrow one
const NARROW = 560; // px of room below which columns are narrow
const SINGLE = 420; // px of room below which there is one column only
const EDGE = 6;
const GAP = 4; // px between names
const TALL = 26; // px a name takes, roughly, to say how many fit
const MOST = 9; // names in a column: more are no help
const AWAY = 28; // px between the picture and a column beside it

/** The columns beside what reaches `from` px `to` px: where each stands, which rectangles in it are
 * `taken`, and how many names it has room for. */
export function columns({ left, right, top, bottom, corner, taken = [] }, [from, to]) {
  const width = WIDE[right - left < NARROW ? 1 : 0];
  const x = Math.max(left + EDGE, from - AWAY - width);
  const low = x < corner.right ? Math.min(bottom, corner.top) : bottom;
  const inner = [x + width + 2 * EDGE, right];
  const one = { isLeft: true, x, width, top, bottom: low, port: x + width + 2, inner };
  if (right - left < SINGLE) return [counted(one, taken)];
  const far = Math.min(right - EDGE - width, to + AWAY);
  inner[1] = far - 2 * EDGE;
  const other = { isLeft: false, x: far, width, top, bottom, port: far - 2, inner };
  return [counted(one, taken), counted(other, taken)];
}

function counted(side, taken) {
  const { x, width, top, bottom } = side;
  const own = taken.filter((one) => one.x < x + width + GAP && x < one.x + one.width + GAP);
  const used = own.reduce((sum, { height }) => sum + height, 0);
  const room = Math.floor((bottom - top - used) / TALL);
  return { ...side, taken: own, most: Math.max(0, Math.min(MOST, room)) };
}

/** The height nearest to `y`, below it (`way` 1) or above (-1), at which nothing taken is met. */
function free(y, height, { taken }, way) {
  let at = y;
  for (const one of taken.toSorted((a, b) => way * (a.y - b.y))) {
    const low = one.y + one.height + GAP;
    const high = one.y - GAP - height;
    if (at < low && at > high) at = way > 0 ? low : high;
  }
  return at;
}

/** Stack names in a column in the order of `held`, each as near to its point's height as may be and
 * off what is taken; what does not fit stands out above. */
function stack(held, side) {
  let y = side.top;
  const placed = held.map((one) => {
    const wish = free(Math.max(y, one.at.y - one.height / 2), one.height, side, 1);
    y = wish + one.height + GAP;
    return { ...one, side, top: wish };
  });
  let low = side.bottom;
  for (const one of [...placed].reverse()) {
    one.top = Math.round(free(Math.min(one.top, low - one.height), one.height, side, -1));
    low = one.top - GAP;
    one.port = { x: side.port, y: one.top + one.height / 2 };
  }
  return placed;
}

const turn = (a, b, c) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/** Whether the lines of two names cross. */
export function crosses({ port: a, at: b }, { port: c, at: d }) {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

function crossing(placed) {
  for (let i = 0; i < placed.length; i += 1) {
    for (let j = i + 1; j < placed.length; j += 1) if (crosses(placed[i], placed[j])) return [i, j];
  }
  return null;
}

/** Place names in a column, given in the order of their weight: sorted by height, swapped where
 * lines cross; where there is no room, or no way without a crossing, the lighter one is left out. */
export function stacked(held, side) {
  const order = held.slice(0, side.most).toSorted((a, b) => a.at.y - b.at.y);
  const weight = (one) => -held.indexOf(one);
  const leave = (some) => order.splice(order.indexOf(some.toSorted((a, b) => weight(a) - weight(b))[0]), 1);
  let placed = stack(order, side);
  for (let tries = order.length ** 2; placed.length; tries -= 1) {
    const isTooTall = placed[0].top < Math.floor(side.top);
    const pair = crossing(placed);
    if (!pair && !isTooTall) break;
    const [i, j] = pair ?? [];
    if (isTooTall) leave(order);
    else if (tries > 0) [order[i], order[j]] = [order[j], order[i]];
    else leave([order[i], order[j]]);
    placed = stack(order, side);
  }
  return placed;
}
