// One problem of a site, as people read it.

import { editorLink, placeText } from "./editor.js";
import { make, pathOf, seen, sentence } from "./make.js";

// More warnings than this wait until somebody asks for them.
const FEW = 5;
// Whether somebody has opened or closed the warnings of this page; null until then.
let chosen = null;

// What is wrong, as elements: the errors, then the warnings by their codes. `isAsked` where somebody came to read warnings.
//
// A problem is { code, message, help, path, line, column, length, source, page }, all but the message optional; `kinds`
// says how many warnings have each code, those that are not listed included.
export function problemLists({ errors, warnings, kinds = {} }, say, block, isAsked = false) {
  const list = (problems, level) => make("ol", { class: "problems" }, ...problems.map((problem) => item(problem, level, say, block)));
  return [
    errors.length ? list(errors, "error") : null,
    warnings.length ? warningList(warnings, kinds, say, list, isAsked) : null,
  ].filter(Boolean);
}

function warningList(warnings, kinds, say, list, isAsked) {
  const groups = Map.groupBy(warnings, ({ code }) => code ?? "");
  const total = (code) => kinds[code] ?? groups.get(code).length;
  const codes = [...new Set([...Object.keys(kinds), ...groups.keys()])].toSorted((a, b) => total(b) - total(a));
  const all = codes.reduce((sum, code) => sum + total(code), 0);
  const open = chosen ?? (isAsked || all <= FEW);
  const kind = (code) => make("bdi", { dir: "ltr", class: "kind" }, make("code", {}, code), ` × ${total(code)}`);
  const summary = make("summary", { click: () => (chosen = !details.open) }, say("warnings", all), ...codes.flatMap((code) => [" ", kind(code)]));
  const lists = codes.filter((code) => groups.has(code)).map((code) => list(groups.get(code), "warning"));
  const details = make("details", { class: "warnings", open }, summary, ...lists);
  return details;
}

function item(problem, level, say, block) {
  const { code, message, help, path, source, page } = problem;
  const name = code && make("code", { class: "code", dir: "ltr" }, code);
  return make(
    "li",
    {},
    make("div", { class: "what" }, make("span", { class: `level ${level}` }, say(level)), sentence("p", "message", message), name),
    path && placeOf(problem, say, block),
    source != null ? line(problem) : null,
    help && sentence("p", "help", help),
    page && make("p", { class: "for" }, pathOf(page)),
  );
}

function placeOf(problem, say, block) {
  const { path, line, column } = problem;
  const place = pathOf(path, ...[line, column].filter((part) => part != null).map((part) => `:${part}`));
  const link = editorLink(block, problem);
  if (link) return make("p", { class: "place" }, make("a", { href: link, title: say("openSource") }, place));
  const button = make("button", { type: "button", class: "quiet", click: () => copy(placeText(problem), button, say) }, say("copy"));
  return make("p", { class: "place" }, place, button);
}

async function copy(text, button, say) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = say("copied");
    setTimeout(() => (button.textContent = say("copy")), 1500);
  } catch {
    // Where a page may not write there, whoever reads can: the place is selected.
    getSelection().selectAllChildren(button.previousElementSibling);
  }
}

function line({ source, column, length }) {
  const [before, meant, after] = marked(source, column, length);
  const mark = column == null ? null : make("mark", {}, seen(meant));
  return make("pre", { class: "line", dir: "auto", tabindex: "0" }, make("code", {}, seen(before), mark, seen(after)));
}

// A line in three: before what is meant, what is meant, and after it. Columns count characters from 1.
export function marked(source, column, length) {
  if (column == null) return [source, "", ""];
  const characters = [...source];
  const start = Math.min(column - 1, characters.length);
  const end = start + Math.max(length ?? 0, 1);
  return [characters.slice(0, start), characters.slice(start, end), characters.slice(end)].map((part) => part.join(""));
}
