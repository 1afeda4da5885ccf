// Shows for a moment what has changed. Animations leave no trace in the document: no class, no attribute.

const MOST = 30;
const DURATION = 1800;
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, pre, table, figure, blockquote, dt, dd, summary, figcaption, address, details";
const CONTAINERS = `${BLOCKS}, div, section, article, aside, nav, header, footer, main, ul, ol, dl`;

// The blocks that hold what a morph touched, none of them within another, in their order; none if it is most of the page.
export function changedBlocks({ touched, fresh }) {
  const found = new Set();
  for (const element of touched) {
    const block = element.closest(BLOCKS) ?? element;
    // What holds blocks did not change where one of them came or went.
    if (block.isConnected && (element !== block || !block.querySelector(CONTAINERS))) found.add(block);
  }
  for (const element of fresh) {
    const block = element.matches(CONTAINERS) ? element : (element.closest(BLOCKS) ?? element);
    if (block.isConnected) found.add(block);
  }
  const outer = [...found].filter((block) => !hasAncestorIn(block, found) && block.getClientRects().length);
  return outer.length > MOST ? [] : outer.sort(inOrder);
}

// Marks blocks for a moment: strongly what changed, quietly what stands beside it.
export function flash(blocks, quiet = false) {
  for (const block of blocks) {
    const window = block.ownerDocument.defaultView;
    const is = (query) => window.matchMedia(query).matches;
    // The page may be light or dark whatever the system is.
    const colour = is("(forced-colors: active)") ? "Highlight" : "light-dark(#8a3324, #e39a83)";
    const tint = `color-mix(in srgb, ${colour} ${quiet ? 8 : 18}%, transparent)`;
    const mark = quiet
      ? { outline: `1px dotted ${colour}`, outlineOffset: ".3em" }
      : { backgroundColor: tint, boxShadow: `0 0 0 .3em ${tint}`, outline: `1px solid ${colour}`, outlineOffset: ".3em" };
    // Where motion is not wanted the mark stays, then is gone.
    const easing = is("(prefers-reduced-motion: reduce)") ? "steps(1, jump-end)" : "ease-in";
    block.animate([mark, faded(mark)], { duration: DURATION, easing });
  }
}

const faded = (mark) => Object.fromEntries(Object.keys(mark).map((name) => [name, name === "outlineOffset" ? mark[name] : FADED[name]]));
const FADED = { backgroundColor: "transparent", boxShadow: "0 0 0 .3em transparent", outline: "1px solid transparent" };

function hasAncestorIn(block, found) {
  for (let at = block.parentElement; at; at = at.parentElement) if (found.has(at)) return true;
  return false;
}

const inOrder = (a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
