// A table that may be long: a filter, and rows that are made as somebody comes to them.

import { make } from "./make.js";

const STEP = 200;

export class Table {
  element;
  #setting;
  #all = [];
  #fitting = [];
  #shown = 0;
  #state = 0;
  #body = make("tbody");
  #count = make("span", { class: "count" });
  #nothing;
  #again;
  #input;
  #buttons;

  // `columns` are headings; `row(item)` makes a row; `text(item)` is what the filter looks at; `states` are
  // { name, fits(item) }, one of which is chosen, at first the first.
  constructor(setting) {
    const { columns, states, say } = setting;
    this.#setting = setting;
    this.#input = make("input", { type: "search", dir: "auto", placeholder: say("filter"), "aria-label": say("filter"), input: () => this.#filter() });
    this.#buttons = states.map(({ name }, at) => make("button", { type: "button", "aria-pressed": String(!at), click: () => this.#choose(at) }, name));
    this.#nothing = make("p", { class: "nothing", hidden: true }, say("nothingFits"));
    this.#again = make("button", { type: "button", class: "again", hidden: true, click: () => this.#more() }, say("showMore"));
    const head = make("tr", {}, ...columns.map((name) => make("th", { scope: "col" }, name)));
    this.element = make(
      "div",
      {},
      make("div", { class: "filter", role: "search" }, this.#input, ...this.#buttons, this.#count),
      make("div", { class: "wide" }, make("table", {}, make("thead", {}, head), this.#body)),
      this.#nothing,
      this.#again,
    );
    new IntersectionObserver(([entry]) => entry.isIntersecting && this.#more(), { rootMargin: "400px" }).observe(this.#again);
  }

  // Shows other items; as many rows as were there before.
  show(items) {
    this.#all = items;
    this.#filter(Math.max(STEP, this.#shown));
  }

  #choose(at) {
    this.#state = at;
    this.#buttons.forEach((button, other) => button.setAttribute("aria-pressed", String(other === at)));
    this.#filter();
  }

  #filter(rows = STEP) {
    const { states, text, say } = this.#setting;
    const words = folded(this.#input.value).split(/\s+/).filter(Boolean);
    const fits = (item) => {
      if (!states[this.#state].fits(item)) return false;
      const own = words.length ? folded(text(item)) : "";
      return words.every((word) => own.includes(word));
    };
    this.#fitting = this.#all.filter(fits);
    this.#shown = 0;
    this.#body.replaceChildren();
    this.#count.textContent = say("documents", this.#fitting.length);
    this.#nothing.hidden = this.#fitting.length > 0;
    this.#more(rows);
  }

  #more(rows = STEP) {
    const next = this.#fitting.slice(this.#shown, this.#shown + rows);
    this.#shown += next.length;
    this.#body.append(...next.map(this.#setting.row));
    this.#again.hidden = this.#shown >= this.#fitting.length;
  }
}

// A text as it is looked for: case, vowel marks, the forms of alef and the like do not matter.
export function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/[\p{Mn}\u0640]/gu, "")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .toLowerCase();
}
