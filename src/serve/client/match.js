// Which of the nodes of one list are those of another: the heart of morphing, and nothing of the document in it.
//
// A face is what a node is recognised by: { kind, key, text }. Nodes of different kinds or keys are never the same; nodes
// of one kind and key always are; else nodes of the same text; else, between those, nodes of the same kind in their order.

const MOST_PRODUCT = 40_000;

// For each of `after` the index of the same one in `before`, or -1.
export function match(before, after) {
  const of = new Array(after.length).fill(-1);
  const taken = new Array(before.length).fill(false);
  const pair = (i, j) => {
    of[j] = i;
    taken[i] = true;
  };
  let start = 0;
  let beforeEnd = before.length;
  let afterEnd = after.length;
  while (start < beforeEnd && start < afterEnd && equal(before[start], after[start])) pair(start, start++);
  while (beforeEnd > start && afterEnd > start && equal(before[beforeEnd - 1], after[afterEnd - 1])) {
    pair(--beforeEnd, --afterEnd);
  }
  for (const name of [keyName, textName]) pairUnique(before, after, start, beforeEnd, afterEnd, name, of, taken, pair);
  for (const gap of gaps(of, start, beforeEnd, afterEnd)) {
    const lefts = range(gap.before, gap.beforeEnd).filter((i) => !taken[i]);
    const rights = range(gap.after, gap.afterEnd).filter((j) => of[j] < 0);
    pairInOrder(before, after, lefts, rights, equal, pair);
    const open = rights.filter((j) => of[j] < 0);
    pairRuns(before, after, lefts.filter((i) => !taken[i]), open, pair);
  }
  return of;
}

// The places of the longest increasing run of numbers: what need not move when the rest does.
export function longestIncreasing(numbers) {
  const ends = [];
  const previous = new Array(numbers.length).fill(-1);
  numbers.forEach((number, at) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]] < number) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[at] = ends[low - 1];
    ends[low] = at;
  });
  const run = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at]) run.push(at);
  return run.reverse();
}

// What differs between two texts: { at, removed, added }, so that all around it can stay.
export function difference(before, after) {
  const most = Math.min(before.length, after.length);
  let at = 0;
  while (at < most && before[at] === after[at]) at += 1;
  let same = 0;
  while (same < most - at && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { at, removed: before.length - at - same, added: after.slice(at, after.length - same) };
}

const equal = (a, b) => a.kind === b.kind && a.key === b.key && a.text === b.text;
const keyName = (face) => (face.key ? `${face.kind} ${face.key}` : null);
const textName = (face) => (face.key ? null : `${face.kind} ${face.text}`);
const range = (from, to) => Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

// Pairs what has the same name, once on either side.
function pairUnique(before, after, start, beforeEnd, afterEnd, name, of, taken, pair) {
  const places = (faces, from, to, isOpen) => {
    const found = new Map();
    for (let at = from; at < to; at += 1) {
      const own = isOpen(at) ? name(faces[at]) : null;
      if (own !== null) found.set(own, found.has(own) ? -1 : at);
    }
    return found;
  };
  const lefts = places(before, start, beforeEnd, (i) => !taken[i]);
  const rights = places(after, start, afterEnd, (j) => of[j] < 0);
  for (const [own, j] of rights) {
    const i = lefts.get(own) ?? -1;
    if (i >= 0 && j >= 0) pair(i, j);
  }
}

// The places between those that are paired and kept their order.
function gaps(of, start, beforeEnd, afterEnd) {
  const paired = range(start, afterEnd).filter((j) => of[j] >= 0);
  const kept = longestIncreasing(paired.map((j) => of[j])).map((at) => paired[at]);
  const found = [];
  let [i, j] = [start, start];
  for (const next of [...kept, null]) {
    const [iEnd, jEnd] = next === null ? [beforeEnd, afterEnd] : [of[next], next];
    if (jEnd > j && iEnd > i) found.push({ before: i, beforeEnd: iEnd, after: j, afterEnd: jEnd });
    [i, j] = [iEnd + 1, jEnd + 1];
  }
  return found;
}

// Pairs the longest common sequence; of lists that are too long for that, only what is in step.
function pairInOrder(before, after, lefts, rights, same, pair) {
  const [height, width] = [lefts.length, rights.length];
  if (!height || !width) return;
  if (height * width > MOST_PRODUCT) {
    let i = 0;
    for (const j of rights) {
      if (i < height && same(before[lefts[i]], after[j])) pair(lefts[i++], j);
    }
    return;
  }
  const length = Array.from({ length: height + 1 }, () => new Uint32Array(width + 1));
  for (let i = height - 1; i >= 0; i -= 1) {
    for (let j = width - 1; j >= 0; j -= 1) {
      length[i][j] = same(before[lefts[i]], after[rights[j]])
        ? length[i + 1][j + 1] + 1
        : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  for (let i = 0, j = 0; i < height && j < width;) {
    if (same(before[lefts[i]], after[rights[j]])) pair(lefts[i++], rights[j++]);
    else if (length[i + 1][j] >= length[i][j + 1]) i += 1;
    else j += 1;
  }
}

// Pairs nodes of one kind in their order, each with the first that is left; two different keys forbid it. One key does
// not: scripts give ids too.
function pairRuns(before, after, lefts, rights, pair) {
  let from = 0;
  for (const j of rights) {
    const fits = (i) => {
      const [one, other] = [before[i], after[j]];
      return one.kind === other.kind && (!one.key || !other.key || one.key === other.key);
    };
    let at = from;
    // What is passed over is lost for later ones, so that nothing changes places; it is not passed over far.
    while (at < lefts.length && at < from + 50 && !fits(lefts[at])) at += 1;
    if (at < lefts.length && fits(lefts[at])) {
      pair(lefts[at], j);
      from = at + 1;
    }
  }
}
