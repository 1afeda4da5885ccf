// The page that is shown, and how it becomes the page that it is now.

import { LATER, parsed } from "./block.js";
import { changedBlocks, flash } from "./flash.js";
import { morph } from "./morph.js";
import { note } from "./place.js";
import { refresh, shown } from "./watch.js";

export class Page {
  // Of what is shown now: null where there is no page.
  #digest;
  // What it was made from, without what scripts and readers did since.
  #source = null;
  #files = new Map();
  #digests = new Map();
  #work = Promise.resolve();
  #told;

  // `told` has functions for what happens: `gone(whether)`, `changed(blocks)`, `block(block)`, `watched()`, called when
  // other files than before are shown.
  constructor(block, told) {
    this.#digest = block.digest === "none" ? null : block.digest;
    this.#told = told;
    this.#files = shown(document);
    // Images that are loaded late have no address before.
    addEventListener("load", () => this.#look(), { once: true });
    this.#work = this.#remember();
  }

  // [[path, digest or undefined], …] for a stream.
  watched() {
    const files = [...this.#files.keys()].filter((path) => path !== location.pathname);
    return [[location.pathname, this.#digest], ...files.map((path) => [path, this.#digests.get(path)])];
  }

  hello({ digests }) {
    const unknown = Object.entries(digests).filter(([path]) => !this.#digests.has(path));
    for (const [path, digest] of unknown) this.#digests.set(path, digest);
    return this.#check(unknown.filter(([path]) => path !== location.pathname));
  }

  // What was saved after the browser had read it and before anybody listened: the browser's memory tells.
  async #check(files) {
    const isOther = async ([path, digest]) => {
      if (!digest || this.#files.get(path)?.scripts.length) return false;
      const answer = await fetch(path, { cache: "force-cache" }).catch(() => null);
      const tag = answer?.headers.get("ETag");
      return Boolean(tag) && tag !== `"${digest}"`;
    };
    const are = await Promise.all(files.map(isOther));
    const others = files.filter((_, at) => are[at]).map(([path, digest]) => ({ path, digest }));
    if (others.length) await this.changed(others);
  }

  // One after another: what comes while a page changes is about the page after that.
  changed(files) {
    // What went wrong half-way is put right by loading the page.
    this.#work = this.#work.then(() => this.#change(files)).catch(() => location.reload());
    return this.#work;
  }

  async #change(files) {
    const own = files.find(({ path }) => path === location.pathname);
    const before = this.#files;
    const refreshed = [];
    if (own) await this.#follow(own.digest);
    for (const { path, digest } of files) {
      if (path === location.pathname) continue;
      this.#digests.set(path, digest);
      // A page that was made anew may have brought another file instead.
      const file = this.#files.get(path);
      if (!digest || !file || before.get(path) === undefined) continue;
      if (file.scripts.length) return location.reload();
      refreshed.push(refresh(file, digest));
    }
    await Promise.all(refreshed);
    this.#look();
  }

  async #follow(digest) {
    if (digest === null) {
      this.#digest = null;
      return this.#told.gone(true);
    }
    if (digest === this.#digest) return this.#told.gone(false);
    const { status, text } = await ask("no-store");
    // It will be told again; of a page that is gone the next event says so.
    if (status === 503) setTimeout(() => this.#told.watched(), LATER);
    if (text === null) return;
    // There was nothing here that the page could be made from.
    if (this.#source === null) return location.reload();
    await this.#become(parsed(text));
  }

  async #become({ page, block }) {
    const restore = note(document);
    const still = withoutAnchoring();
    const done = morph(document, this.#source, page);
    this.#source = page;
    restore();
    if (block) {
      this.#digest = block.digest === "none" ? null : block.digest;
      this.#told.block(block);
    }
    this.#told.gone(false);
    const { scrollY } = window;
    await done.sheets;
    // Another style sheet moves what stands above; whoever scrolled meanwhile is elsewhere.
    if (window.scrollY === scrollY) restore();
    requestAnimationFrame(still);
    const blocks = changedBlocks(done);
    flash(blocks);
    this.#told.changed(blocks);
  }

  // Asks once for the text that the browser has just read: it is in its memory.
  async #remember() {
    const { text } = await ask("force-cache");
    // Without it a change is shown by loading the page again.
    if (text === null) return;
    const { page, block } = parsed(text);
    if (block && block.digest === this.#digest) this.#source = page;
  }

  #look() {
    const files = shown(document);
    const known = [...this.#files.keys()].join("\n");
    this.#files = files;
    if ([...files.keys()].join("\n") !== known) this.#told.watched();
  }
}

// The page as the server has it: { status, text }, the text null where there is no page. A server that is gone has
// status 0; the stream finds that out too.
async function ask(cache) {
  try {
    const answer = await fetch(location.pathname + location.search, { cache });
    const isPage = answer.ok && (answer.headers.get("Content-Type") ?? "").startsWith("text/html");
    return { status: answer.status, text: isPage ? await answer.text() : null };
  } catch {
    return { status: 0, text: null };
  }
}

// Browsers keep what is read in its place too; twice would be too far. Answers what lets them again.
function withoutAnchoring() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { overflow-anchor: none !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
