// The desk: what a site consists of, what is missing, what is wrong and what was made last.

import { splitOf } from "./address.js";
import { LATER, blockOf } from "./block.js";
import { languageOf, listen } from "./keys.js";
import { make, pathOf, phrased } from "./make.js";
import { problemLists } from "./problem.js";
import { Stream } from "./stream.js";
import { Table } from "./table.js";
import { directionOf, wordsOf } from "./words.js";

// How long events may gather before the site is asked for anew, in milliseconds.
const GATHER = 200;

const STATES = {
  all: () => true,
  drafts: ({ held }) => held === "draft",
  scheduled: ({ held }) => held === "future",
  missing: ({ missing }) => missing.length > 0,
};

document.documentElement.lang = "";
const language = languageOf(document);
const say = wordsOf(language);
Object.assign(document.documentElement, { lang: language, dir: directionOf(language) });
document.title = say("desk");

let block = blockOf(document);
let names = new Map();
let timer = 0;

const counts = make("p", {}, say("loading"));
const home = make("a", { href: "/" }, say("toSite"));
const problems = make("section");
const made = make("section");
const withheld = make("section");
const table = new Table({
  columns: ["title", "language", "source", "date", "state"].map((name) => say(name)),
  row: documentRow,
  text: ({ title, path, lang, address }) => `${title ?? ""}\n${path}\n${lang}\n${address ?? ""}`,
  states: Object.entries(STATES).map(([name, fits]) => ({ name: say(name), fits })),
  say,
});
document.body.replaceChildren(
  make("header", { class: "bar" }, make("h1", {}, say("desk")), counts, home),
  make("main", {}, problems, make("section", {}, make("h2", {}, say("documentsTitle")), table.element), withheld, made),
);
const stream = new Stream({
  token: block.token,
  watched: () => [],
  handlers: { hello: ask, changed: ask, saved: ask, problems: showProblems },
});
listen({ D: () => history.length > 1 && history.back() });

// Asks for the site, once for whatever comes at the same time.
function ask() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    try {
      const answer = await fetch(`/_/site.json?${new URLSearchParams({ token: stream.token })}`, { cache: "no-store" });
      if (answer.ok) return show(await answer.json());
      // The site is being read for the first time, or the stream has the token of another run.
      timer = setTimeout(ask, LATER);
    } catch {
      counts.textContent = say("failed");
    }
  }, GATHER);
}

function show(site) {
  names = new Map(site.languages.map((known) => [known.tag, known]));
  home.href = site.base;
  counts.textContent = say("documents", site.documents.length);
  table.show(site.documents);
  showProblems(site.problems);
  showWithheld(site.withheld);
  showMade(site.made, site.base);
}

function documentRow({ title, phrased: { dir, parts }, lang, path, address, date, held, missing }) {
  const named = names.get(lang);
  const text = title ? make("bdi", { lang, dir }, ...phrased(parts)) : say("untitled");
  const link = address ? make("a", { href: address }, text) : text;
  const isPair = address && names.size - missing.length > 1;
  const state = [
    held ? make("span", { class: "state" }, say(held) ?? held) : null,
    missing.length ? make("span", { class: "missing" }, say("missingIn")) : null,
    ...missing.map(nameOf),
    isPair ? make("a", { href: splitOf(address) }, say("beside")) : null,
  ].filter(Boolean);
  const spaced = state.flatMap((part, at) => (at ? [" ", part] : [part]));
  return make(
    "tr",
    {},
    make("td", { class: "title" }, link),
    make("td", {}, named ? nameOf(lang) : lang),
    make("td", { class: "source" }, pathOf(path)),
    make("td", { class: "date" }, make("bdi", {}, date ?? "")),
    make("td", {}, ...spaced),
  );
}

function nameOf(tag) {
  const named = names.get(tag);
  return make("bdi", { lang: tag, dir: named?.dir }, named?.name ?? tag);
}

function showProblems(now) {
  const { errors, warnings, more } = now;
  const rest = (more?.errors ?? 0) + (more?.warnings ?? 0);
  const count = [
    errors.length ? say("errors", errors.length + (more?.errors ?? 0)) : null,
    warnings.length ? say("warnings", warnings.length + (more?.warnings ?? 0)) : null,
  ].filter(Boolean);
  const separator = language === "ar" ? "، " : ", ";
  problems.replaceChildren(
    make("h2", {}, count.join(separator) || say("noProblems")),
    ...problemLists(now, say, block),
    ...(rest ? [make("p", { class: "note" }, say("more", rest))] : []),
  );
}

function showWithheld(files) {
  withheld.hidden = !files.length;
  const rows = files.map(({ path, reason }) => make("tr", {}, make("td", {}, pathOf(path)), make("td", { class: "reason" }, say(reason) ?? reason)));
  withheld.replaceChildren(make("h2", {}, say("withheld")), plainTable([say("source"), say("reason")], rows));
}

function showMade(pages, base) {
  const rows = pages.map(({ file, address, reasons, ms }) =>
    make(
      "tr",
      {},
      make("td", {}, make("a", { href: address ?? base + file }, pathOf(file))),
      make("td", { class: "reason" }, ...because(reasons)),
      make("td", { class: "took" }, say("milliseconds", ms)),
    ));
  const nothing = make("p", { class: "nothing" }, say("madeNothing"));
  made.replaceChildren(make("h2", {}, say("made")), rows.length ? plainTable([say("page"), say("because"), say("took")], rows) : nothing);
}

// The names of variables of templates, as templates write them.
function because(reasons) {
  if (!reasons.length) return [say("first")];
  return reasons.flatMap((reason, at) => [at ? " " : null, make("code", { dir: "ltr" }, reason)]).filter(Boolean);
}

function plainTable(columns, rows) {
  const head = make("tr", {}, ...columns.map((name) => make("th", { scope: "col" }, name)));
  return make("div", { class: "wide" }, make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows)));
}
