// What a page does beyond being read. Nothing is missing without it.
{
  const { dataset, lang } = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const box = (node) => node.getBoundingClientRect();
  const store = (kind) => {
    try {
      return self[kind];
    } catch {
      return {};
    }
  };

  // Notes are tied to their marks; the style sheet places them in the margin, if there is one.
  for (const note of all(".text > .footnotes > ol > li")) {
    const mark = document.getElementById(note.id.replace("fn", "fnref"));
    if (!mark) continue;
    mark.style.anchorName = note.style.positionAnchor = `--${note.id}`;
    note.closest(".footnotes").classList.add("marginal");
  }

  // Where the reader is: in the last block that begins above a line of the window, under the heading before it. A row
  // of two texts is a block.
  const blocks = all(".text > *");
  const heads = ":is(h2,h3,h4,h5,h6)[id]";
  const cell = `:scope > [lang="${lang}"] > ${heads}`;
  const idOf = (block) => (block?.matches(heads) ? block : block?.querySelector(cell))?.id;
  const line = () => Math.min(innerHeight / 4, scrollY);
  const place = () => {
    const at = blocks.findLastIndex((block) => box(block).top < line());
    const head = blocks.findLastIndex((block, index) => index <= at && idOf(block));
    return { at, head, id: idOf(blocks[head]) ?? "" };
  };

  // The list of headings says under which one that is, and links to other languages lead to the same one: it is known
  // there by this id too. Where both texts stand beside each other, the link says how the ids of the second begin.
  const nav = document.querySelector(".contents nav");
  const entries = all(".contents a");
  const links = all(".site a[rel=alternate], .heading a[hreflang], a.beside");
  const idIn = (link) => decodeURIComponent(link.hash.slice(1));
  const follow = () => {
    const { id } = place();
    for (const link of links) {
      const hash = id && (link.dataset.ids ?? "") + id;
      if (hash !== idIn(link)) link.hash = hash;
    }
    for (const entry of entries) {
      const isHere = idIn(entry) === id;
      if (isHere === !!entry.ariaCurrent) continue;
      entry.ariaCurrent = isHere || null;
      if (isHere) nav.scrollTop = entry.offsetTop - nav.clientHeight / 2;
    }
  };
  const observer = new IntersectionObserver(follow, { rootMargin: "0px 0px -75%" });
  blocks.filter(idOf).forEach((block) => observer.observe(block));

  // Who follows such a link here finds the block as far below the heading, and as much of it above the line; in another
  // window, the heading.
  const kept = store("sessionStorage");
  addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey }) => {
    const link = target.closest?.("a");
    if (ctrlKey || metaKey || shiftKey || !links.includes(link)) return;
    follow();
    const { at, head } = place();
    if (at < 0) return;
    const { top, height } = box(blocks[at]);
    kept.place = [link.pathname, link.hash.slice(1), at - Math.max(head, 0), (line() - top) / height];
    link.hash = "";
  });
  const [path, id, below, part] = (kept.place ?? "").split(",");
  delete kept.place;
  if (path === location.pathname) {
    const head = document.getElementById(decodeURIComponent(id));
    const start = id ? blocks.findIndex((block) => block.contains(head)) : 0;
    const block = blocks[start + +below];
    if (start >= 0 && block) {
      const { top, height } = box(block);
      scrollTo(0, scrollY + top + height * part - innerHeight / 4);
      block.tabIndex = -1;
      block.focus({ preventScroll: true });
    }
  }

  // The switch of light and dark.
  const modes = all(".modes input");
  for (const input of modes) input.onchange = () => (store("localStorage").mode = dataset.mode = input.value);
  addEventListener("pageshow", () => {
    for (const input of modes) input.checked = input.value === (dataset.mode ?? "auto");
    follow();
  });
}
