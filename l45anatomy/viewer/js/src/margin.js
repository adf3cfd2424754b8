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

/** The columns beside what reaches `from` px `to` px: where each stands, and how many names it takes. */
export function columns({ left, right, top, bottom, corner }, [from, to]) {
  const width = WIDE[right - left < NARROW ? 1 : 0];
  const x = Math.max(left + EDGE, from - AWAY - width);
  const low = x < corner.right ? Math.min(bottom, corner.top) : bottom;
  const inner = [x + width + 2 * EDGE, right];
  const one = { isLeft: true, x, width, top, bottom: low, port: x + width + 2, inner };
  if (right - left < SINGLE) return [counted(one)];
  const far = Math.min(right - EDGE - width, to + AWAY);
  inner[1] = far - 2 * EDGE;
  const other = { isLeft: false, x: far, width, top, bottom, port: far - 2, inner };
  return [counted(one), counted(other)];
}

function counted(side) {
  const room = Math.floor((side.bottom - side.top) / TALL);
  return { ...side, most: Math.max(0, Math.min(MOST, room)) };
}

/** Stack names in a column in the order of `held`, each as near to its point's height as may be. */
function stack(held, side) {
  let y = side.top;
  const placed = held.map((one) => {
    const wish = Math.max(y, one.at.y - one.height / 2);
    y = wish + one.height + GAP;
    return { ...one, side, top: wish };
  });
  let low = side.bottom;
  for (const one of [...placed].reverse()) {
    one.top = Math.round(Math.min(one.top, low - one.height));
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
  const heaviest = held.slice(0, side.most);
  while (tall(heaviest) > side.bottom - side.top) heaviest.pop();
  const order = heaviest.toSorted((a, b) => a.at.y - b.at.y);
  let placed = stack(order, side);
  for (let tries = order.length ** 2; placed.length; tries -= 1) {
    const pair = crossing(placed);
    if (!pair) break;
    const [i, j] = pair;
    if (tries > 0) [order[i], order[j]] = [order[j], order[i]];
    else order.splice(held.indexOf(order[i]) > held.indexOf(order[j]) ? i : j, 1);
    placed = stack(order, side);
  }
  return placed;
}

const tall = (held) => held.reduce((sum, { height }) => sum + height + GAP, -GAP);
