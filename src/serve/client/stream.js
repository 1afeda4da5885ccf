// The stream of events, kept open for as long as somebody looks.
//
// GET /_/events?token=T&path=P&digest=D[&path=P2[&digest=D2]]…
//   P is the path of an address, percent-encoded as `location.pathname` has it; the first is the page, the others what
//   it shows. D is what the client has of it: the digest as the server told it, or `none` for a page that is not there;
//   without it, whatever is there now.
//   hello     {"run": …, "digests": {path: digest or null}}   once
//   problems  {"errors": […], "warnings": […]}                at first and when they change
//   changed   [{"path": …, "digest": … or null}]              what differs from what this client was told
//   saved     {"path": address}                               whose source was just saved
// Another run of the server has another token and answers 403.

import { blockNow } from "./block.js";

const EVENTS = ["hello", "problems", "changed", "saved"];
const SOONEST = 500;
const LATEST = 15_000;
// Browsers open few connections to one host, so that a page which nobody sees must not hold one for long.
const PATIENCE = 4_000;
// What is asked for in one address, in characters; a longer one is refused. Arabic is encoded twice in it.
const LONGEST = 24_000;

export class Stream {
  #source = null;
  #timer = 0;
  #delay = SOONEST;
  #closing = 0;
  #isLost = false;
  #isForbidden = false;
  #token;
  #watched;
  #handlers;
  #stays;

  // `watched()` answers [[path, digest or undefined], …]; `handlers` has a function for each event that is wanted;
  // `stays()` whether a page that nobody sees is to hear of events all the same.
  constructor({ token, watched, handlers, stays = () => false }) {
    this.#token = token;
    this.#watched = watched;
    this.#handlers = handlers;
    this.#stays = stays;
    // A page that is kept for going back must hold no connection, and begins again when it is shown.
    addEventListener("pagehide", () => this.close());
    addEventListener("pageshow", (event) => event.persisted && this.open());
    addEventListener("online", () => this.#soon());
    addEventListener("focus", () => this.#soon());
    document.addEventListener("visibilitychange", () => this.#seen());
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      // A page that allows no connection is left alone, or its console would fill.
      if (effectiveDirective !== "connect-src" || !blockedURI.startsWith(`${location.origin}/_/`)) return;
      this.#isForbidden = true;
      this.close();
    });
    if (!document.hidden || stays()) this.open();
  }

  // That of the server that runs now.
  get token() {
    return this.#token;
  }

  // Opens it, in place of the one before.
  open() {
    this.close();
    if (this.#isForbidden) return;
    const query = new URLSearchParams({ token: this.#token });
    for (const [path, digest] of this.#watched()) {
      if (String(query).length > LONGEST) break;
      query.append("path", path);
      if (digest !== undefined) query.append("digest", digest ?? "none");
    }
    this.#isLost = false;
    const source = new EventSource(`/_/events?${query}`);
    this.#source = source;
    for (const name of EVENTS) {
      source.addEventListener(name, ({ data }) => {
        if (this.#source !== source) return;
        if (name === "hello") this.#delay = SOONEST;
        this.#handlers[name]?.(JSON.parse(data));
      });
    }
    source.addEventListener("error", () => this.#source === source && this.#lost());
    this.#closeUnseen();
  }

  // Opens it anew if it is open: other files are to be followed.
  renew() {
    if (this.#source) this.open();
  }

  close() {
    clearTimeout(this.#timer);
    clearTimeout(this.#closing);
    [this.#timer, this.#closing] = [0, 0];
    this.#source?.close();
    this.#source = null;
  }

  #seen() {
    clearTimeout(this.#closing);
    this.#closing = 0;
    if (document.hidden) {
      this.#closeUnseen();
    } else if (!this.#source && !this.#timer) {
      if (this.#isLost) this.#timer = setTimeout(() => this.#retry(), 0);
      else this.open();
    } else {
      this.#soon();
    }
  }

  #closeUnseen() {
    if (document.hidden && !this.#stays()) this.#closing = setTimeout(() => this.close(), PATIENCE);
  }

  // The browser would try again by itself, even with the token of a server that is gone: each try a line in its console.
  #lost() {
    this.close();
    this.#isLost = true;
    if (this.#isForbidden) return;
    if (document.hidden && !this.#stays()) return;
    this.#timer = setTimeout(() => this.#retry(), this.#delay);
    this.#delay = Math.min(this.#delay * 2, LATEST);
  }

  // Somebody looks, so it is worth a try.
  #soon() {
    if (!this.#timer || document.hidden) return;
    this.#delay = SOONEST;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#retry(), 0);
  }

  // One request says whether the server is there again, and with which token.
  async #retry() {
    const block = await blockNow();
    // Somebody else may have opened or closed it meanwhile.
    if (this.#source || !this.#timer) return;
    if (!block) return this.#lost();
    this.#token = block.token;
    this.open();
  }
}
