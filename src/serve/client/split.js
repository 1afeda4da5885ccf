// A page beside its translation. Each pane is the page itself with a client of its own, so that it changes only when its
// own text does; this page levels them and marks what belongs together.

import { isSame, ownPath, splitOf } from "./address.js";
import { LATER, blockNow, blockOf } from "./block.js";
import { flash } from "./flash.js";
import { languageOf, listen, rememberLanguage } from "./keys.js";
import { make, pathOf, phrased } from "./make.js";
import { Overlay } from "./overlay.js";
import { Pane } from "./pane.js";
import { isFit, points, scrollBeside } from "./rows.js";
import { directionOf, wordsOf } from "./words.js";

// Whoever leads here must not lead on from here.
const wanted = ownPath(new URLSearchParams(location.search).get("page") ?? "/");
let block = blockOf(document);

class Split {
  // { pages, all, rows }: the two pages that are shown, the original first at first; all translations; and which ranges
  // of blocks of the two stand beside each other.
  #pair;
  #say;
  #panes = [];
  #overlay;

  constructor(pair) {
    this.#pair = pair;
    const language = tools(pair.pages.find(({ address }) => isSame(address, wanted))?.lang);
    this.#say = wordsOf(language);
    this.#overlay = new Overlay({ ...block, held: undefined }, language);
    this.#draw();
    listen({ S: () => location.assign(this.#read()), D: () => location.assign("/_/") });
  }

  #draw() {
    const say = this.#say;
    this.#panes = this.#pair.pages.map((page, at) => new Pane(page, at, say, {
      scrolled: () => this.#level(at),
      resized: () => this.#level(this.#driver()),
      changed: (blocks) => this.#changed(at, blocks),
      moved: (path) => location.replace(splitOf(path)),
      // Both are told the same.
      problems: (problems) => at === 0 && this.#overlay.problems(problems),
    }));
    const panes = make("main", { class: "panes", "data-shown": "0" }, ...this.#panes.map((pane, at) => this.#figure(pane, at)));
    const tabs = this.#panes.map((pane, at) => make("button", { type: "button", "aria-pressed": String(!at), lang: pane.page.lang, dir: pane.page.dir, click: () => show(at) }, pane.page.name));
    const show = (shown) => {
      panes.dataset.shown = shown;
      tabs.forEach((tab, at) => tab.setAttribute("aria-pressed", String(at === shown)));
    };
    const back = make("a", { href: wanted }, say("leaveSplit"));
    document.body.replaceChildren(make("header", { class: "bar" }, make("h1", {}, say("split")), make("div", { class: "tabs" }, ...tabs), back), panes);
  }

  #figure(pane, at) {
    const { page, frame } = pane;
    const { dir, parts } = page.phrased;
    const heading = page.title ? make("h2", { lang: page.lang, dir }, ...phrased(parts)) : make("h2", {}, this.#say("untitled"));
    return make("section", { class: "pane", "data-dir": page.dir, "aria-label": this.#say("pane", at + 1) }, make("header", {}, heading, this.#choice(at), page.source && make("span", { class: "source" }, pathOf(page.source))), frame);
  }

  // Which language a pane shows, where there are more than two.
  #choice(at) {
    const { all, pages } = this.#pair;
    if (all.length < 3) return null;
    const buttons = all.map((page) =>
      make("button", {
        type: "button", lang: page.lang, dir: page.dir, "aria-pressed": String(page.lang === pages[at].lang), click: () => this.#choose(at, page),
      }, page.name));
    return make("div", { class: "languages", role: "group", "aria-label": this.#say("chooseLanguage") }, ...buttons);
  }

  async #choose(at, page) {
    const shown = [...this.#pair.pages];
    // What the other pane shows already changes places with it.
    if (shown[1 - at].lang === page.lang) shown[1 - at] = shown[at];
    shown[at] = page;
    const pair = await pairOf(...shown).catch(() => null);
    if (!pair) return;
    this.#pair = pair;
    this.#draw();
  }

  // The pane that moved last leads.
  #driver() {
    return this.#panes[1].movedAt > this.#panes[0].movedAt ? 1 : 0;
  }

  #read() {
    return this.#panes[this.#driver()].page.address;
  }

  // The rows as one pane sees them: its own range, then the other's.
  #rows(at) {
    const { rows } = this.#pair;
    if (!isFit(rows, this.#panes.map((pane) => pane.blocks().length))) return [];
    return at ? rows.map(([own, other]) => [other, own]) : rows;
  }

  #level(at) {
    const [pane, other] = [this.#panes[at], this.#panes[1 - at]];
    if (!pane.isReady() || !other.isReady()) return;
    const boxes = this.#rows(at).map(([own, beside]) => [pane.box(own), other.box(beside)]);
    const [own, beside] = [pane.measures(), other.measures()];
    other.scrollTo(scrollBeside(points(boxes, own.height, beside.height), own, beside));
  }

  async #changed(at, blocks) {
    const panes = this.#panes;
    const pair = await pairOf(...this.#pair.pages).catch(() => null);
    // Others may be shown by now.
    if (panes !== this.#panes) return;
    if (pair) this.#pair = pair;
    const [pane, other] = [panes[at], panes[1 - at]];
    const own = pane.blocks();
    const touched = new Set(blocks.map((changed) => own.findIndex((block) => block.contains(changed))));
    const beside = this.#rows(at).filter(([range]) => [...touched].some((index) => index >= range[0] && index < range[1]));
    flash(beside.flatMap(([, range]) => other.blocks().slice(...range)), true);
    this.#level(this.#driver());
  }
}

// The language of the tools follows the page that one comes from.
function tools(tag) {
  document.documentElement.lang = tag ?? "";
  const language = languageOf(document);
  rememberLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  document.title = wordsOf(language)("split");
  return language;
}

// How often a pair that is late is asked for again.
const TURNS = 10;

// A page beside another, or beside its first translation; null if there is no such pair.
async function pairOf(page, other) {
  const ask = () => {
    const query = new URLSearchParams({ token: block.token, page: page.address });
    if (other) query.set("with", other.lang);
    return fetch(`/_/pair.json?${query}`, { cache: "no-store" });
  };
  let answer = await ask();
  if (answer.status === 403) {
    // Another run of the server has another token.
    block = (await blockNow()) ?? block;
    answer = await ask();
  }
  // What is late is made meanwhile.
  for (let turn = 0; answer.status === 503 && turn < TURNS; turn += 1) {
    await new Promise((go) => setTimeout(go, LATER));
    answer = await ask();
  }
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(answer.statusText);
  const pair = await answer.json();
  // The server puts the original first, whichever was asked for.
  if (!other || pair.pages[0].lang === page.lang) return pair;
  return { ...pair, pages: pair.pages.toReversed(), rows: pair.rows.map((row) => row.toReversed()) };
}

function sayOnly(word) {
  const say = wordsOf(tools(null));
  const back = make("a", { href: wanted }, say("leaveSplit"));
  document.body.replaceChildren(make("main", { class: "say" }, make("p", {}, say(word)), make("p", {}, back)));
  listen({ S: () => location.assign(wanted), D: () => location.assign("/_/") });
}

try {
  const pair = await pairOf({ address: wanted });
  if (pair) new Split(pair);
  else sayOnly((await fetch(wanted, { method: "HEAD" })).ok ? "noPair" : "noSuchPage");
} catch (error) {
  console.warn(error);
  sayOnly("failed");
}
