// What the preview adds to a page, in a tree of its own beside the page's: the problems, the mark of a page that is held
// back, the notice that a page is gone. Nothing of it takes the focus or is announced: it stands there to be read.

import { closedProblems, closeProblems, follow, follows } from "./keys.js";
import { dress, make } from "./make.js";
import { problemLists } from "./problem.js";
import { directionOf, wordsOf } from "./words.js";

export class Overlay {
  #host = make("maqal-tools", { hidden: true });
  #parts = {};
  #block;
  #language;
  #problems = { errors: [], warnings: [] };
  #shown = "";
  #isOpen = false;

  constructor(block, language) {
    this.#block = block;
    this.#language = language;
    const root = this.#host.attachShadow({ mode: "open" });
    this.#build(root);
    // Outside the body, which belongs to the page.
    document.documentElement.append(this.#host);
    dress(root, "tools.css", "overlay.css").then(() => (this.#host.hidden = false), () => this.#host.remove());
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || !this.#isOpen) return;
      const elsewhere = document.activeElement && ![document.body, this.#host].includes(document.activeElement);
      if (!elsewhere) this.close();
    });
  }

  // Shows the problems there are: errors by themselves when they are others than before, warnings when asked.
  problems(problems) {
    this.#problems = problems;
    const errors = JSON.stringify(problems.errors);
    if (!problems.errors.length && !problems.warnings.length) this.#isOpen = false;
    else if (!problems.errors.length && JSON.parse(this.#shown || "[]").length) this.#isOpen = false;
    else if (problems.errors.length && errors !== this.#shown) this.#isOpen = errors !== closedProblems();
    this.#shown = errors;
    // The same again is news once it was gone.
    if (!problems.errors.length) closeProblems("");
    this.#draw();
  }

  // What the server says of the page now: whether it is held back, and in which language it is.
  page(block, language) {
    this.#block = block;
    if (language !== this.#language) {
      this.#language = language;
      this.#build(this.#host.shadowRoot);
    }
    this.#draw();
  }

  gone(whether) {
    this.#parts.gone.hidden = !whether;
  }

  close() {
    const { panel, badge } = this.#parts;
    const hadFocus = panel.contains(this.#host.shadowRoot.activeElement);
    this.#isOpen = false;
    closeProblems(this.#shown);
    this.#draw();
    if (hadFocus) badge.focus({ preventScroll: true });
  }

  #open() {
    this.#isOpen = true;
    this.#draw();
    // Whoever asked for it goes there.
    this.#parts.close.focus({ preventScroll: true });
  }

  #build(root) {
    const say = wordsOf(this.#language);
    const close = make("button", { type: "button", class: "close", "aria-label": say("close"), title: say("close"), click: () => this.close() }, "×");
    const count = make("p", { class: "count" });
    const list = make("div", { class: "list", tabindex: "0" });
    const followed = make("input", { type: "checkbox", change: () => follow(followed.checked) });
    const panel = make(
      "section",
      { class: "panel", "aria-label": say("problems"), hidden: true, tabindex: "-1" },
      make("header", {}, count, close),
      list,
      keysOf(say, followed),
    );
    const badge = make("button", { type: "button", class: "badge", hidden: true, click: () => this.#open() });
    const held = make("p", { class: "held", hidden: true });
    const gone = make("p", { class: "gone", hidden: this.#parts.gone?.hidden ?? true }, say("gone"));
    const all = make("aside", { class: "tools", "aria-label": say("preview"), lang: this.#language, dir: directionOf(this.#language) }, held, gone, badge, panel);
    this.#parts = { close, count, list, panel, badge, held, gone, followed };
    root.replaceChildren(all);
  }

  #draw() {
    const say = wordsOf(this.#language);
    const { panel, badge, count, list, held, followed } = this.#parts;
    const { errors, warnings, more, stands } = this.#problems;
    const counts = [
      errors.length ? say("errors", errors.length + (more?.errors ?? 0)) : null,
      warnings.length ? say("warnings", warnings.length + (more?.warnings ?? 0)) : null,
    ].filter(Boolean);
    count.textContent = counts.join(this.#language === "ar" ? "، " : ", ");
    const rest = (more?.errors ?? 0) + (more?.warnings ?? 0);
    // Where nothing has ever been shown, nothing stays.
    const notes = [errors.length && stands !== false ? make("p", { class: "note" }, say("stays")) : null, rest ? make("p", { class: "note" }, say("more", rest)) : null];
    const hadFocus = list.contains(this.#host.shadowRoot.activeElement);
    list.replaceChildren(...[...problemLists(this.#problems, say, this.#block, !errors.length), ...notes].filter(Boolean));
    panel.hidden = !this.#isOpen;
    if (hadFocus && this.#isOpen) panel.focus({ preventScroll: true });
    badge.hidden = this.#isOpen || !counts.length;
    badge.textContent = counts.join(" · ");
    badge.title = say("open");
    badge.classList.toggle("errors", errors.length > 0);
    followed.checked = follows();
    held.hidden = !this.#block.held;
    held.textContent = this.#block.held ? (say(this.#block.held) ?? "") : "";
  }

  // After a key switched it.
  followed() {
    this.#parts.followed.checked = follows();
  }
}

function keysOf(say, followed) {
  const key = (letter, word) => [make("dt", {}, make("kbd", { dir: "ltr" }, `Alt+Shift+${letter}`)), make("dd", {}, word)];
  const following = make("label", {}, followed, say("followKey"));
  return make(
    "details",
    { class: "keys" },
    make("summary", {}, say("keys")),
    make("dl", {}, ...key("S", say("splitKey")), ...key("D", make("a", { href: "/_/" }, say("deskKey"))), ...key("F", following)),
  );
}
