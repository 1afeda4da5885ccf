// Turns the live document into a new one by three texts: what the page was made from, what it is made from now, and
// what it has become meanwhile. Only what differs between the first two is changed; what scripts and readers did stays.

import { difference, longestIncreasing, match } from "./match.js";

// The address of a style sheet or an image as its page writes it, where the preview put another in its place.
export const written = new WeakMap();

// Changes `live` by what differs between `before` and `after`, all three documents.
//
// Answers { touched, fresh, sheets }: the elements whose own content or attributes changed, those that are new, and a
// promise of the new style sheets, after which the old ones are gone.
export function morph(live, before, after) {
  const work = { touched: new Set(), fresh: new Set(), arriving: [], leaving: [] };
  attributes(live.documentElement, before.documentElement, after.documentElement);
  // Nobody looks at a head.
  children(live.head, before.head, after.head, { ...work, touched: new Set(), fresh: new Set() });
  if (live.body && before.body && after.body) {
    attributes(live.body, before.body, after.body);
    children(live.body, before.body, after.body, work);
  }
  const remove = () => work.leaving.forEach((sheet) => sheet.remove());
  const sheets = Promise.all(work.arriving).then(remove);
  if (!work.arriving.length) remove();
  return { touched: work.touched, fresh: work.fresh, sheets };
}

// A style sheet that is drawn or cannot be.
export function arrived(sheet) {
  return new Promise((done) => {
    // One that is switched off is not even fetched.
    if (sheet.disabled) done();
    sheet.addEventListener("load", done, { once: true });
    sheet.addEventListener("error", done, { once: true });
    // What neither comes nor fails must not keep the old one for ever.
    setTimeout(done, 5000);
  });
}

export const isSheet = (node) => node.nodeName === "LINK" && node.relList.contains("stylesheet") && node.hasAttribute("href");

function face(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return { kind: node.nodeName, key: "", text: node.nodeValue ?? "" };
  return { kind: kind(node), key: key(node), text: node.outerHTML };
}

// Another script or style sheet is never the same element: one is run, the other is loaded beside the old one.
function kind(node) {
  if (isSheet(node)) return `LINK ${written.get(node) ?? node.getAttribute("href")}`;
  if (node.localName !== "script") return node.nodeName;
  return `SCRIPT ${node.type} ${node.getAttribute("src") ?? node.textContent}`;
}

function key(node) {
  if (node.id) return `#${node.id}`;
  if (node.nodeName !== "META") return "";
  return ["name", "property", "http-equiv"].map((name) => node.getAttribute(name) ?? "").join(" ").trim();
}

function children(live, before, after, work) {
  const [lives, befores, afters] = [live, before, after].map((parent) => [...parent.childNodes]);
  const [faces, afterFaces] = [befores, afters].map((nodes) => nodes.map(face));
  const liveOf = inverse(match(faces, lives.map(face)), befores.length);
  const beforeOf = match(faces, afterFaces);
  const wanted = [];
  afters.forEach((node, at) => {
    const source = beforeOf[at];
    const own = source < 0 ? null : lives[liveOf[source]];
    const changed = source < 0 || faces[source].text !== afterFaces[at].text;
    if (own) {
      if (changed) same(own, befores[source], node, work);
      wanted.push(own);
    } else if (changed) {
      // What a script removed is put back only if it changed.
      wanted.push(arriving(live.ownerDocument, node, work));
    }
  });
  const fate = new Map(lives.map((node) => [node, "foreign"]));
  liveOf.forEach((at) => at >= 0 && fate.set(lives[at], "gone"));
  wanted.forEach((node) => fate.has(node) && fate.set(node, "kept"));
  place(live, lives, withForeign(lives, wanted, fate), work);
  remove(lives.filter((node) => fate.get(node) === "gone"), live, work);
}

// Which index of the first list each of `of` stands for, the other way round.
function inverse(of, length) {
  const found = new Array(length).fill(-1);
  of.forEach((i, at) => i >= 0 && (found[i] = at));
  return found;
}

// What scripts put in stays behind what it stood behind.
function withForeign(lives, wanted, fate) {
  const behind = new Map([[null, []]]);
  let last = null;
  for (const node of lives) {
    if (fate.get(node) === "kept") behind.set((last = node), []);
    else if (fate.get(node) === "foreign") behind.get(last).push(node);
  }
  return [...behind.get(null), ...wanted.flatMap((node) => [node, ...(behind.get(node) ?? [])])];
}

function place(parent, lives, order, work) {
  const at = new Map(lives.map((node, index) => [node, index]));
  const kept = order.filter((node) => at.has(node));
  const still = new Set(longestIncreasing(kept.map((node) => at.get(node))).map((index) => kept[index]));
  let next = null;
  for (const node of order.reverse()) {
    if (!still.has(node)) {
      // Moving keeps what is playing and what has the focus, where the browser can move.
      if (node.isConnected && parent.moveBefore) parent.moveBefore(node, next);
      else parent.insertBefore(node, next);
      if (!at.has(node)) note(node, parent, work);
    }
    next = node;
  }
}

function remove(nodes, parent, work) {
  for (const node of nodes) {
    if (isSheet(node)) work.leaving.push(node);
    else node.remove();
  }
  if (nodes.some(says)) work.touched.add(parent);
}

function note(node, parent, work) {
  if (node.nodeType === Node.ELEMENT_NODE) work.fresh.add(node);
  else if (says(node)) work.touched.add(parent);
}

// Whether a node is more than the blanks between others.
const says = (node) => node.nodeType === Node.ELEMENT_NODE || (node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");

// A node of the new document for this one; its scripts are run, as they would be in a page that is loaded.
function arriving(document, node, work) {
  const own = document.importNode(node, true);
  const unseen = own.localName === "noscript" ? [own] : (own.querySelectorAll?.("noscript") ?? []);
  // Where scripts run it is a mere text, or its style sheets would be drawn.
  for (const inner of unseen) inner.textContent = inner.innerHTML;
  const all = own.querySelectorAll ? [own, ...own.querySelectorAll("*")] : [];
  work.arriving.push(...all.filter(isSheet).map(arrived));
  if (own.localName === "script") return fresh(document, own);
  all.filter((inner) => inner.localName === "script").forEach((script) => script.replaceWith(fresh(document, script)));
  return own;
}

// Scripts of a parsed text never run; one that is made does, once.
function fresh(document, script) {
  const own = document.createElementNS(script.namespaceURI, "script");
  for (const { name, value } of script.attributes) own.setAttribute(name, value);
  own.textContent = script.textContent;
  own.async = script.hasAttribute("async");
  return own;
}

function same(live, before, after, work) {
  if (live.nodeType !== Node.ELEMENT_NODE) return text(live, before, after, work);
  if (attributes(live, before, after)) work.touched.add(live);
  if (live.localName === "template" || live.localName === "noscript") {
    // The one keeps its nodes elsewhere, the other is a mere text where scripts run.
    if (before.innerHTML !== after.innerHTML) live.replaceChildren(...contents(live, after));
    return;
  }
  children(live, before, after, work);
  // Sources are looked at once, unless one asks; what plays goes on where they are the same.
  const isMedia = live.localName === "video" || live.localName === "audio";
  if (isMedia && before.innerHTML !== after.innerHTML) live.load();
}

function contents(live, after) {
  const { ownerDocument } = live;
  if (live.localName === "noscript") return [ownerDocument.createTextNode(after.innerHTML)];
  live.content.replaceChildren(ownerDocument.importNode(after.content, true));
  return [];
}

function text(live, before, after, work) {
  const { at, removed, added } = difference(live.data, after.data);
  // Selections that end elsewhere in the text stay where they are.
  live.replaceData(at, removed, added);
  if (live.parentElement && says(live)) work.touched.add(live.parentElement);
}

// Whether any attribute changed.
function attributes(live, before, after) {
  let changed = false;
  const names = new Set([...before.attributes, ...after.attributes].map(({ name }) => name));
  for (const name of names) {
    const [old, own] = [before.getAttribute(name), after.getAttribute(name)];
    if (old === own) continue;
    changed = true;
    if (name === "class") classes(live, before, after);
    else if (own === null) live.removeAttribute(name);
    else live.setAttributeNode(after.getAttributeNode(name).cloneNode());
    if (name === "src" || name === "srcset") written.delete(live);
  }
  return changed;
}

// Classes that scripts gave or took stay so.
function classes(live, before, after) {
  const taken = [...before.classList].filter((name) => !after.classList.contains(name));
  const given = [...after.classList].filter((name) => !before.classList.contains(name));
  live.classList.remove(...taken);
  live.classList.add(...given);
  if (!live.classList.length && !after.hasAttribute("class")) live.removeAttribute("class");
}
