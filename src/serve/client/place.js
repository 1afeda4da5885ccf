// Where a reader is: what stands at the top of the window, what has the focus, what is selected, how far inner boxes are
// scrolled. It is noted before a page changes and restored after it.

// Notes the place; answers the function that restores it, which may be called again when more has changed.
export function note(document) {
  const window = document.defaultView;
  const restore = [scroll(document, window), boxes(document), focus(document), selection(document)];
  return () => restore.forEach((one) => one());
}

function scroll(document, window) {
  // At its very top a page stays there, so that a new title is seen.
  const anchors = window.scrollY > 0 ? anchorsOf(document, window) : [];
  const tops = anchors.map((element) => element.getBoundingClientRect().top);
  return () => {
    const at = anchors.findIndex((element) => element.isConnected && element.getClientRects().length);
    if (at < 0) return;
    const by = anchors[at].getBoundingClientRect().top - tops[at];
    if (Math.abs(by) >= 0.5) window.scrollBy({ top: by, behavior: "instant" });
  };
}

// The smallest block at the top of the window, then what follows it and what holds it, if it should not survive.
function anchorsOf(document, window) {
  const isBelowTop = (element) => {
    const box = element.getBoundingClientRect();
    return box.height > 0 && box.bottom > 0;
  };
  const found = [];
  let inside = document.body;
  while (inside) {
    const siblings = [...inside.children];
    const at = siblings.findIndex((element) => isBelowTop(element) && !isFixed(element, window));
    if (at < 0) break;
    found.unshift(...siblings.slice(at, at + 12));
    const isBroken = window.getComputedStyle(siblings[at]).display.startsWith("inline");
    inside = isBroken ? null : siblings[at];
  }
  // A text that is nothing but inline is moved by words; what holds it is not.
  return found.filter((element) => !window.getComputedStyle(element).display.startsWith("inline"));
}

const isFixed = (element, window) => ["fixed", "sticky"].includes(window.getComputedStyle(element).position);

function boxes(document) {
  const scrolled = [...document.body.querySelectorAll("*")]
    .filter((element) => element.scrollTop || element.scrollLeft)
    .map((element) => [element, element.scrollTop, element.scrollLeft]);
  return () => {
    for (const [element, top, left] of scrolled) {
      if (element.isConnected && (element.scrollTop !== top || element.scrollLeft !== left)) {
        element.scrollTo({ top, left, behavior: "instant" });
      }
    }
  };
}

function focus(document) {
  const element = document.activeElement;
  if (!element || element === document.body) return () => {};
  const caret = caretOf(element);
  const { id } = element;
  return () => {
    const own = element.isConnected ? element : id && document.getElementById(id);
    if (!own || own === document.activeElement) return;
    // The focus that somebody took meanwhile is theirs.
    if (document.activeElement && document.activeElement !== document.body) return;
    own.focus({ preventScroll: true });
    if (caret && own === element) own.setSelectionRange(...caret);
  };
}

function caretOf(element) {
  // Fields without a caret, such as one for a number, answer null.
  const { selectionStart, selectionEnd, selectionDirection } = element;
  return selectionStart == null ? null : [selectionStart, selectionEnd, selectionDirection];
}

function selection(document) {
  const selected = document.getSelection();
  if (!selected || !selected.rangeCount || selected.isCollapsed) return () => {};
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selected;
  return () => {
    // A selection is only lost where its node was moved; else the browser has kept it up to date.
    if (!selected.isCollapsed || !anchorNode.isConnected || !focusNode.isConnected) return;
    const within = (node, offset) => Math.min(offset, node.data?.length ?? node.childNodes.length);
    selected.setBaseAndExtent(anchorNode, within(anchorNode, anchorOffset), focusNode, within(focusNode, focusOffset));
  };
}
