// One of two texts: a page in a frame, how far it is scrolled, and where its blocks are.

import { isSame } from "./address.js";
import { make } from "./make.js";

export class Pane {
  movedAt = 0;
  #told;
  // Where it was put, so that its own echo is known.
  #put = null;
  #resizes = null;

  // `told` has functions for what happens: scrolled, resized, changed(blocks), moved(path), problems(problems).
  constructor(page, at, say, told) {
    this.page = page;
    this.#told = told;
    this.frame = make("iframe", { name: `maqal-${at}`, src: page.address, title: page.title || say("pane", at + 1), lang: page.lang });
    this.frame.addEventListener("load", () => this.#loaded());
    this.frame.addEventListener("maqal-changed", ({ detail }) => told.changed(detail));
    this.frame.addEventListener("maqal-problems", ({ detail }) => told.problems(detail));
  }

  // Whether there is something to measure.
  isReady() {
    return Boolean(this.#document?.body);
  }

  // The top-level blocks of the text. Its footnotes stand behind them.
  blocks() {
    const document = this.#document;
    const text = document?.querySelector(".e-content") ?? document?.querySelector("article") ?? document?.querySelector("main");
    return text ? [...text.children].filter((block) => !block.matches(".footnotes")) : [];
  }

  // The box { top, bottom } of a range of blocks, from the top of the page; null if nothing of it is seen.
  box(range) {
    const blocks = this.blocks().slice(...range);
    const boxes = blocks.map((block) => block.getBoundingClientRect()).filter((box) => box.height > 0);
    if (!boxes.length) return null;
    const { scrollY } = this.frame.contentWindow;
    return { top: scrollY + Math.min(...boxes.map((box) => box.top)), bottom: scrollY + Math.max(...boxes.map((box) => box.bottom)) };
  }

  // { top, window, height } of what is scrolled.
  measures() {
    const { scrollY, innerHeight } = this.frame.contentWindow;
    return { top: scrollY, window: innerHeight, height: this.#document.documentElement.scrollHeight };
  }

  scrollTo(top) {
    const { contentWindow } = this.frame;
    if (Math.abs(contentWindow.scrollY - top) < 1) return;
    contentWindow.scrollTo({ top, behavior: "instant" });
    this.#put = contentWindow.scrollY;
  }

  get #document() {
    return this.frame.contentDocument;
  }

  #loaded() {
    const { contentWindow } = this.frame;
    const document = this.#document;
    if (!document || contentWindow.location.protocol === "about:") return;
    if (!isSame(contentWindow.location.pathname, this.page.address)) return this.#told.moved(contentWindow.location.pathname);
    document.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#resizes?.disconnect();
    this.#resizes = new ResizeObserver(() => this.#told.resized());
    this.#resizes.observe(document.body);
  }

  #scrolled() {
    const { scrollY } = this.frame.contentWindow;
    const isEcho = this.#put !== null && Math.abs(scrollY - this.#put) < 2;
    this.#put = null;
    if (isEcho) return;
    this.movedAt = performance.now();
    this.#told.scrolled();
  }
}
