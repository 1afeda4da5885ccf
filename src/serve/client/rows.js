// Two texts that are read beside each other: which place of one stands beside which of the other.

// The places that belong together, in order: [[y, other y], …], from the top of both pages to their ends. `rows` has
// for each row the box { top, bottom } that it takes in either text, or null where a text has nothing for it.
export function points(rows, height, otherHeight) {
  const found = [[0, 0]];
  const add = (y, other) => {
    const [lastY, lastOther] = found.at(-1);
    // Boxes may overlap, floats for one; the way down never leads up.
    if (y > lastY && other >= lastOther && y < height && other < otherHeight) found.push([y, other]);
  };
  for (const [own, other] of rows) {
    if (!own || !other) continue;
    add(own.top, other.top);
    add(own.bottom, other.bottom);
  }
  found.push([height, otherHeight]);
  return found;
}

// What stands beside `y`.
export function across(points, y) {
  const at = points.findIndex(([from]) => from >= y);
  if (at < 0) return points.at(-1)[1];
  if (at === 0) return points[0][1];
  const [[y0, other0], [y1, other1]] = [points[at - 1], points[at]];
  return other0 + ((y - y0) / (y1 - y0)) * (other1 - other0);
}

// How far the other pane is to be scrolled so that what stands beside each other is level. The line on which it is
// wanders down the window while the page is read, so that both begin and end together.
export function scrollBeside(points, pane, other) {
  const most = pane.height - pane.window;
  const part = most > 0 ? Math.min(1, Math.max(0, pane.top / most)) : 0;
  const beside = across(points, pane.top + part * pane.window);
  return Math.min(Math.max(0, beside - part * other.window), Math.max(0, other.height - other.window));
}

// Whether rows of ranges, [[range, range], …], fit what two pages show, which may be of another moment: they end with its
// last blocks.
export function isFit(rows, counts) {
  const end = (at) => Math.max(0, ...rows.map((row) => row[at][1]));
  return rows.length > 0 && counts.every((count, at) => end(at) === count);
}
