// One problem of a site, as people read it.

import { editorLink, placeText } from "./editor.js";
import { make, pathOf, seen, sentence } from "./make.js";

// A list of problems: { code, message, help, path, line, column, length, source, page }, all but the message optional.
export function problemList(problems, say, block) {
  return make("ol", { class: "problems" }, ...problems.map((problem) => item(problem, say, block)));
}

function item(problem, say, block) {
  const { code, message, help, path, source, page } = problem;
  const name = code && make("code", { class: "code", dir: "ltr" }, code);
  return make(
    "li",
    {},
    make("div", { class: "what" }, sentence("p", "message", message), name),
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
