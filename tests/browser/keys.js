// What the Tab key reaches, remembered in the page between key presses.
(colours, step) => {
  const name = (element) => element.outerHTML.replace(/>[^]*/, ">");
  const active = document.activeElement;
  const state = window.walked;

  if (step === "start") {
    const top = document.documentElement;
    top.tabIndex = -1;
    top.focus();
    top.removeAttribute("tabindex");
    state?.watch.abort();
    window.walked = { reached: [], clicked: null, watch: new AbortController() };
    return null;
  }
  if (step === "watch") {
    // A link that is followed would end the walk.
    addEventListener("click", (event) => {
      state.clicked = event.target;
      if (event.target.closest("a")) event.preventDefault();
    }, { capture: true, signal: state.watch.signal });
    return null;
  }
  if (step === "next") {
    const { reached } = state, last = reached.at(-1);
    if (!active || active === document.body || active === document.documentElement) return "end";
    if (active === last) return `Tab does not leave ${name(active)}`;
    if (reached.length && active === reached[0]) return "end";
    reached.push(active);
    return "stop";
  }
  if (step === "order") {
    const { reached } = state;
    for (const [at, element] of reached.entries()) {
      const before = reached[at - 1];
      if (before && !(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) {
        return `Tab goes from ${name(before)} back to ${name(element)}`;
      }
    }
    // Of the choices of a group, Tab reaches the one that is chosen.
    const wanted = "a[href], button, summary, input:not([disabled], [type=radio]:not(:checked)), select, textarea, [tabindex='0']";
    const reachable = [...document.querySelectorAll(wanted)].filter((element) => element.checkVisibility({ visibilityProperty: true }));
    if (!reachable.length) return "nothing can be reached";
    const missed = reachable.find((element) => !reached.includes(element));
    return missed ? `Tab does not reach ${name(missed)}` : null;
  }
  if (step === "seen") {
    const style = getComputedStyle(active), width = parseFloat(style.outlineWidth);
    if (style.outlineStyle === "none" || width < 1) return `no ring is drawn around ${name(active)}`;
    const paper = colours.behind(active.parentElement);
    const found = colours.ratio(colours.over(colours.rgba(style.outlineColor), paper), paper);
    if (found < 3) return `the ring around ${name(active)} has a contrast of ${found.toFixed(2)} only`;
    if (!active.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return `${name(active)} cannot be seen while it has the focus`;
    const boxes = [...active.getClientRects()].filter((box) => box.width && box.height);
    const isSeen = boxes.some((box) => {
      const x = Math.min(Math.max((box.left + box.right) / 2, 0), innerWidth - 1);
      const y = Math.min(Math.max((box.top + box.bottom) / 2, 0), innerHeight - 1);
      const inside = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
      const hit = inside && document.elementFromPoint(x, y);
      return hit && (active.contains(hit) || hit.contains(active));
    });
    return isSeen ? null : `${name(active)} is not in the window, or behind something, while it has the focus`;
  }
  if (step === "kind") {
    if (active.matches("summary")) return active.parentElement.open ? null : "open";
    if (active.matches("input[type=radio]")) return "choose";
    return active.matches("a[href], button") ? "press" : null;
  }
  if (step === "before") {
    state.clicked = null;
    state.before = active;
    return null;
  }
  if (step === "pressed") return active.contains(state.clicked) || state.before.contains(state.clicked) ? null : `Enter does nothing at ${name(active)}`;
  if (step === "opened") return active.parentElement.open ? null : `Enter does not open ${name(active)}`;
  if (step === "closed") return active.parentElement.open ? `Enter does not close ${name(active)}` : null;
  if (step === "chosen") return active !== state.before && active.checked ? null : `an arrow key chooses nothing at ${name(active)}`;
  if (step === "skip") {
    const box = active.getBoundingClientRect();
    if (!active.matches("a[href^='#']")) return `Tab first reaches ${name(active)}, not a link within the page`;
    const isSeen = box.top >= 0 && box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
    return isSeen ? null : `the link is drawn outside the window, at ${box.left}, ${box.top}`;
  }
  return active.matches("main") ? null : `the focus is at ${name(active)}, not at the main text`;
}
