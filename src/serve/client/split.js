// A page beside its translation. Each pane is the page itself with a client of its own, so that it changes only when its
// own text does; this page levels them and marks what belongs together.

import { isSame, splitOf } from "./address.js";
import { blockOf } from "./block.js";
import { flash } from "./flash.js";
import { languageOf, listen, rememberLanguage } from "./keys.js";
import { make, pathOf, seen } from "./make.js";
import { Overlay } from "./overlay.js";
import { Pane } from "./pane.js";
import { points, rowsOf, scrollBeside } from "./rows.js";
import { directionOf, wordsOf } from "./words.js";

const wanted = new URLSearchParams(location.search).get("page") ?? "/";
const block = blockOf(document);

class Split {
  #pair;
  #say;
  // Which two of the pair's pages are shown, the original first.
  #chosen;
  #panes = [];
  #overlay;

  constructor(pair) {
    this.#pair = pair;
    const own = Math.max(0, pair.pages.findIndex(({ address }) => isSame(address, wanted)));
    this.#chosen = own > 0 ? [0, own] : [0, 1];
    const language = tools(pair.pages[own]?.lang);
    this.#say = wordsOf(language);
    this.#overlay = new Overlay({ ...block, held: undefined }, language);
    this.#draw();
    listen({ S: () => location.assign(this.#read()), D: () => location.assign("/_/") });
  }

  #draw() {
    const say = this.#say;
    this.#panes = this.#chosen.map((page, at) => new Pane(this.#pair.pages[page], at, say, {
      scrolled: () => this.#level(at),
      resized: () => this.#level(this.#driver()),
      changed: (blocks) => this.#changed(at, blocks),
      moved: (path) => location.replace(splitOf(path)),
      problems: (problems) => at === 0 && this.#overlay.problems(problems),
    }));
    const panes = make("main", { class: "panes", "data-shown": "0" }, ...this.#panes.map((pane, at) => this.#figure(pane, at)));
    const tabs = this.#panes.map((pane, at) => make("button", { type: "button", "aria-pressed": String(!at), lang: pane.page.lang, dir: pane.page.dir, click: () => show(at) }, this.#nameOf(pane.page)));
    const show = (shown) => {
      panes.dataset.shown = shown;
      tabs.forEach((tab, at) => tab.setAttribute("aria-pressed", String(at === shown)));
    };
    const back = make("a", { href: wanted }, say("leaveSplit"));
    document.body.replaceChildren(make("header", { class: "bar" }, make("h1", {}, say("split")), make("div", { class: "tabs" }, ...tabs), back), panes);
  }

  #figure(pane, at) {
    const { page, frame } = pane;
    const heading = make("h2", { lang: page.lang, dir: page.dir }, seen(page.title ?? this.#say("untitled")));
    return make("section", { class: "pane", "aria-label": this.#say("pane", at + 1) }, make("header", {}, heading, this.#choice(at), page.source && make("span", { class: "source" }, pathOf(page.source))), frame);
  }

  // Which language a pane shows, where there are more than two.
  #choice(at) {
    if (this.#pair.pages.length < 3) return null;
    const buttons = this.#pair.pages.map((page, index) =>
      make("button", {
        type: "button", lang: page.lang, dir: page.dir, "aria-pressed": String(this.#chosen[at] === index), click: () => this.#choose(at, index),
      }, this.#nameOf(page)));
    return make("div", { class: "languages", role: "group", "aria-label": this.#say("chooseLanguage") }, ...buttons);
  }

  #choose(at, index) {
    const other = 1 - at;
    // What the other pane shows already changes places with it.
    if (this.#chosen[other] === index) this.#chosen[other] = this.#chosen[at];
    this.#chosen[at] = index;
    this.#draw();
  }

  #nameOf(page) {
    return new Intl.DisplayNames([page.lang], { type: "language", fallback: "code" }).of(page.lang) ?? page.lang;
  }

  // The pane that moved last leads.
  #driver() {
    return this.#panes[1].movedAt > this.#panes[0].movedAt ? 1 : 0;
  }

  #read() {
    return this.#panes[this.#driver()].page.address;
  }

  #rows() {
    const counts = this.#panes.map((pane) => pane.blocks().length);
    return rowsOf(this.#pair.rows, ...this.#chosen, counts);
  }

  #level(at) {
    const [pane, other] = [this.#panes[at], this.#panes[1 - at]];
    if (!pane.isReady() || !other.isReady()) return;
    const boxes = (this.#rows() ?? []).map((row) => (at ? [...row].reverse() : row)).map(([own, beside]) => [pane.box(own), other.box(beside)]);
    const [own, beside] = [pane.measures(), other.measures()];
    other.scrollTo(scrollBeside(points(boxes, own.height, beside.height), own, beside));
  }

  async #changed(at, blocks) {
    const pair = await pairOf(wanted);
    if (pair && pair.pages.length === this.#pair.pages.length) this.#pair = pair;
    const [pane, other] = [this.#panes[at], this.#panes[1 - at]];
    const own = pane.blocks();
    const touched = new Set(blocks.map((changed) => own.findIndex((block) => block.contains(changed))));
    const rows = (this.#rows() ?? []).map((row) => (at ? [...row].reverse() : row));
    const beside = rows.filter(([range]) => range && [...touched].some((index) => index >= range[0] && index < range[1]));
    flash(beside.flatMap(([, range]) => (range ? other.blocks().slice(...range) : [])), true);
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

async function pairOf(page) {
  const answer = await fetch(`/_/pair.json?${new URLSearchParams({ token: block.token, page })}`, { cache: "no-store" });
  return answer.ok ? answer.json() : null;
}

function sayOnly(word) {
  const say = wordsOf(tools(null));
  const back = make("a", { href: wanted }, say("leaveSplit"));
  document.body.replaceChildren(make("main", { class: "say" }, make("p", {}, say(word)), make("p", {}, back)));
  listen({ S: () => location.assign(wanted), D: () => location.assign("/_/") });
}

try {
  const pair = await pairOf(wanted);
  if (!pair) sayOnly("noSuchPage");
  else if (pair.pages.length < 2) sayOnly("noPair");
  else new Split(pair);
} catch {
  sayOnly("failed");
}
