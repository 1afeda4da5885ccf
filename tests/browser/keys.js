// What the Tab key reaches, remembered in the page between key presses.
(step) => {
  const name = (element) => element.outerHTML.replace(/>[^]*/, ">");
  if (step === "start") {
    const top = document.documentElement;
    top.tabIndex = -1;
    top.focus();
    top.removeAttribute("tabindex");
    window.reached = [];
    // Of the choices of a group, Tab reaches the one that is chosen.
    const wanted = "a[href], button, summary, input:not([disabled], [type=radio]:not(:checked)), select, textarea, [tabindex='0']";
    window.reachable = [...document.querySelectorAll(wanted)].filter((element) => element.checkVisibility({ visibilityProperty: true }));
    return window.reachable.length;
  }
  const active = document.activeElement;
  if (step === "next") {
    if (active && active !== document.body) window.reached.push(active);
    return null;
  }
  if (step === "order") {
    for (const [at, element] of window.reached.entries()) {
      const before = window.reached[at - 1];
      if (before && !(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) {
        return `Tab goes from ${name(before)} back to ${name(element)}`;
      }
    }
    const missed = window.reachable.find((element) => !window.reached.includes(element));
    return missed ? `Tab does not reach ${name(missed)}` : null;
  }
  if (step === "skip") {
    const box = active.getBoundingClientRect();
    if (!active.matches("a[href^='#']")) return `Tab first reaches ${name(active)}, not a link within the page`;
    const isSeen = box.top >= 0 && box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
    return isSeen ? null : `the link is drawn outside the window, at ${box.left}, ${box.top}`;
  }
  return active.matches("main") ? null : `the focus is at ${name(active)}, not at the main text`;
}
