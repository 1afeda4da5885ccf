// Makes elements. What is given as text becomes text: nothing here reads markup.

// An element with attributes, properties that are functions being listeners by their event, and children.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(attribute, value);
    else if (value === true) element.setAttribute(attribute, "");
    else if (value !== false && value != null) element.setAttribute(attribute, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

// A text whose invisible characters, which could turn what stands around it, are seen.
export const seen = (text) => String(text).replace(UNSEEN, (c) => `\\u{${c.codePointAt(0).toString(16).toUpperCase()}}`);

// The parts of a text whose phrases are isolated as on a page, a part being text or again { dir, parts }.
export const phrased = (parts) =>
  parts.map((part) => (typeof part === "string" ? seen(part) : make("bdi", { dir: part.dir }, ...phrased(part.parts))));

// A sentence of the program, which is English; what it quotes keeps to itself in its own direction.
export function sentence(name, className, text) {
  const parts = String(text).split("`");
  const isEven = parts.length % 2 === 1;
  const quoted = (part) => make("bdi", {}, make("code", {}, seen(part)));
  const nodes = isEven ? parts.map((part, at) => (at % 2 ? quoted(part) : seen(part))) : [seen(text)];
  return make(name, { class: className, lang: "en", dir: "ltr" }, ...nodes);
}

// A path, from left to right whatever its folders are called.
export function pathOf(path, ...after) {
  const parts = String(path).split("/").flatMap((part, at) => [at ? "/" : null, part ? make("bdi", {}, seen(part)) : null]);
  return make("bdi", { dir: "ltr", class: "path" }, ...parts, ...after);
}

// Gives a root the style sheets of the tools, by their names. They are adopted, so that no policy of a page forbids them.
export async function dress(root, ...names) {
  const sheets = names.map(async (name) => {
    const sheet = new CSSStyleSheet();
    const answer = await fetch(`/_/${name}`);
    return sheet.replace(await answer.text());
  });
  root.adoptedStyleSheets = await Promise.all(sheets);
}
