// What runs beside a page while its site is written: it keeps the page what its sources say, and says what is wrong.

import { isSame, splitOf } from "./address.js";
import { blockOf } from "./block.js";
import { follow, follows, languageOf, listen, rememberLanguage } from "./keys.js";
import { Overlay } from "./overlay.js";
import { Page } from "./page.js";
import { Stream } from "./stream.js";

// Events for the page that holds this one as a pane: `maqal-changed` with the blocks, and `maqal-problems`. Its frame
// is there before anything is.
const tell = (name, detail) => window.frameElement?.dispatchEvent(new CustomEvent(`maqal-${name}`, { detail }));

function run(block) {
  const isPane = window !== top && window.name.startsWith("maqal-");
  const language = languageOf(document);
  rememberLanguage(language);
  const overlay = new Overlay(block, language);
  let stream = null;
  const page = new Page(block, {
    gone: (whether) => overlay.gone(whether),
    block: (now) => overlay.page(now, languageOf(document)),
    changed: (blocks) => {
      if (follows() && blocks.length) blocks[0].scrollIntoView({ block: "nearest", behavior: "instant" });
      if (isPane) tell("changed", blocks);
    },
    watched: () => stream?.renew(),
  });
  overlay.page(block, language);
  stream = new Stream({
    token: block.token,
    watched: () => page.watched(),
    stays: follows,
    handlers: {
      hello: (hello) => page.hello(hello),
      changed: (files) => page.changed(files),
      // Two panes would say everything twice.
      problems: (problems) => (isPane ? tell("problems", problems) : overlay.problems(problems)),
      saved: ({ path }) => {
        if (window === top && follows() && !isSame(path, location.pathname)) location.assign(path);
      },
    },
  });
  listen({
    S: () => top.location.assign(isPane ? location.pathname : splitOf(location.pathname)),
    D: () => top.location.assign("/_/"),
    F: () => {
      follow(!follows());
      overlay.followed();
    },
  });
}

const block = blockOf(document);
// The tools' own pages have scripts of their own, and a block for them to read.
if (block && !location.pathname.startsWith("/_/")) run(block);
