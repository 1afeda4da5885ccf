// What the server says to its client: the attributes of the block that it appends to each page.

// When what was late is asked for again, in milliseconds.
export const LATER = 2000;

const PLACE = 'script[data-token][src="/_/live.js"]';

// { token, digest, held, editor, root } of a document; null where the server appended nothing.
//
// `digest` is that of the page as it was made, `none` where there is none; `held` why a page is not published yet;
// `editor` how to open a source, such as `vscode://file/{path}:{line}:{column}`; `root` the folder of the site.
export function blockOf(document) {
  const script = scriptOf(document);
  if (!script) return null;
  const { token, digest, held, editor, root } = script.dataset;
  return { token, digest, held, editor, root };
}

// What the server that runs now says; null where none answers. The tools' own page is always there.
export async function blockNow() {
  try {
    const answer = await fetch("/_/", { cache: "no-store" });
    return blockOf(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    return null;
  }
}

// A page as its author made it, from what the server sent.
export function parsed(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const block = blockOf(page);
  const script = scriptOf(page);
  // The line that the block stands on is the server's too.
  if (script?.nextSibling?.nodeType === Node.TEXT_NODE && !script.nextSibling.data.trim()) script.nextSibling.remove();
  script?.remove();
  page.body?.normalize();
  return { page, block };
}

// The last one: a page that shows such a block as an example has another before.
const scriptOf = (document) => [...document.querySelectorAll(PLACE)].at(-1) ?? null;
