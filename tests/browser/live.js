// The plain functions of the preview's scripts, as the page's own browser runs them. Answers what is wrong.
async () => {
  const told = [];
  const is = (what, found, expected) => {
    const [own, other] = [found, expected].map((value) => JSON.stringify(value));
    if (own !== other) told.push(`${what}: ${own}, not ${other}`);
  };
  const load = (name) => import(`/_/${name}.js`);
  const [{ match, longestIncreasing, difference }, { morph }, { parsed }, { wordsOf, gaps }, rows, { marked }, editor, { seen }, { versionedSet }, { folded }, { isSame, ownPath }] =
    await Promise.all(["match", "morph", "block", "words", "rows", "problem", "editor", "make", "watch", "table", "address"].map(load));

  // Faces as `kind:text#key`.
  const faces = (text) => text.split(" ").map((word) => {
    const [, kind, own, key = ""] = word.match(/^(\w+):([^#]*)(?:#(.*))?$/);
    return { kind, text: own, key };
  });
  for (const [before, after, expected] of [
    ["p:a p:b p:c", "p:a p:b p:c", [0, 1, 2]],
    ["p:a p:b p:c", "p:a p:x p:b p:c", [0, -1, 1, 2]],
    ["p:a p:b p:c", "p:a p:x p:c", [0, 1, 2]],
    ["p:a p:b p:c", "p:c p:a p:b", [2, 0, 1]],
    ["h:a#1 p:b h:c#2 p:d", "h:x#2 p:d h:a#1 p:b", [2, 3, 0, 1]],
    ["h:a#1", "h:a#2", [-1]],
    ["p:a h:b p:c", "p:a h:b#1 p:c", [0, 1, 2]],
    ["p:a", "q:a", [-1]],
    ["p:a q:b", "q:c p:d", [1, -1]],
  ]) is(`match ${before} → ${after}`, match(faces(before), faces(after)), expected);
  is("longest run", longestIncreasing([3, 1, 2, 5, 4]).map((at) => [3, 1, 2, 5, 4][at]), [1, 2, 4]);
  is("difference", difference("abcd", "abXcd"), { at: 2, removed: 0, added: "X" });
  is("difference of what repeats", difference("aaa", "aa"), { at: 2, removed: 1, added: "" });

  // A document that nothing but its sources changed becomes the new one, whatever they are.
  let seed = 7;
  const below = (limit) => ((seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) >> 8) % limit;
  const word = () => ["a", "ب", "c", "د", "e"][below(5)] + (below(3) ? "" : ` <b>${below(5)}</b>`);
  const id = () => (below(4) ? "" : ` id="i${below(5)}"`);
  const block = () => [
    () => `<h2${id()}>${word()}</h2>`,
    () => `<ul${id()}>\n<li>${word()}</li>\n<li>${word()}</li>\n</ul>`,
    () => `<details${id()}${below(2) ? ' class="x y"' : ""}><summary>s</summary><p>${word()}</p></details>`,
    () => "<hr>",
    () => `<p${id()}>${word()}</p>`,
  ][below(5)]();
  const page = () => `<!DOCTYPE html>\n<html lang="${below(2) ? "ar" : "en"}"${below(2) ? ' dir="rtl"' : ""}>\n<head>\n<title>${word()}</title>\n</head>\n<body>\n<main>\n${
    Array.from({ length: below(14) }, block).join("\n")}\n</main>\n</body>\n</html>\n`;
  for (let round = 0; round < 200; round += 1) {
    const [before, after] = [page(), page()];
    const live = parsed(before).page;
    const added = live.createElement("aside");
    live.body.append(added);
    morph(live, parsed(before).page, parsed(after).page);
    if (!added.isConnected) told.push("what a script put in is gone");
    added.remove();
    // Attributes may come in another order.
    const wanted = parsed(after).page.documentElement;
    if (!live.documentElement.isEqualNode(wanted)) told.push(`morphed: ${live.documentElement.outerHTML}, not ${wanted.outerHTML}`);
  }

  // What scripts did to a page stays: ids and links they gave, elements they put in, a paragraph they removed.
  const source = "<main>\n<h2>A</h2>\n<p>x</p>\n<h2>B</h2>\n<p>y</p>\n<pre><code>c</code></pre>\n</main>";
  const live = parsed(source).page;
  live.querySelectorAll("h2").forEach((heading, at) => {
    heading.id = `s${at}`;
    heading.append(live.createElement("a"));
  });
  live.querySelector("pre").before(live.createElement("button"));
  live.querySelector("p").remove();
  morph(live, parsed(source).page, parsed(source.replace(">A<", ">A2<").replace(">B<", ">B2<").replace(">c<", ">d<")).page);
  is("what scripts did", live.querySelector("main").innerHTML.replace(/\n+/g, ""),
    '<h2 id="s0">A2<a></a></h2><h2 id="s1">B2<a></a></h2><p>y</p><button></button><pre><code>d</code></pre>');

  is("words that a language lacks", gaps(), []);
  const [ar, en] = ["ar", "en"].map(wordsOf);
  is("plurals", [0, 1, 2, 3, 11, 100].map((n) => ar("errors", n)), ["لا أخطاء", "خطأ واحد", "خطآن", "3 أخطاء", "11 خطأً", "100 خطأ"]);
  is("plurals", [0, 1, 2].map((n) => en("errors", n)), ["0 errors", "1 error", "2 errors"]);

  const points = rows.points([[{ top: 10, bottom: 20 }, { top: 20, bottom: 60 }], [null, { top: 60, bottom: 70 }]], 100, 200);
  is("points", points, [[0, 0], [10, 20], [20, 60], [100, 200]]);
  is("across", [0, 5, 10, 15, 60, 100].map((y) => rows.across(points, y)), [0, 10, 20, 40, 130, 200]);
  const [pane, other] = [{ height: 100, window: 20 }, { height: 200, window: 20 }];
  is("both begin and end together", [0, 80].map((top) => rows.scrollBeside(points, { ...pane, top }, other)), [0, 180]);
  is("rows that fit", rows.isFit([[[0, 1], [0, 2]], [[1, 2], [2, 2]]], [2, 2]), true);
  is("rows of another moment", rows.isFit([[[0, 1], [0, 2]]], [1, 3]), false);
  is("no rows", rows.isFit([], [0, 0]), false);

  is("a place in a line", marked("سلام", 3, 2), ["سل", "ام", ""]);
  is("a point after a line", marked("a", 5, 0), ["a", "", ""]);
  is("a line without a place", marked("a", null, null), ["a", "", ""]);
  const place = { path: "content/مقال.md", line: 3, column: 1 };
  is("an editor", editor.editorLink({ editor: "vscode://file/{path}:{line}:{column}", root: "/srv/x" }, place), "vscode://file/srv/x/content/%D9%85%D9%82%D8%A7%D9%84.md:3:1");
  is("an editor elsewhere", editor.editorLink({ editor: "idea://open?file={path}&line={line}", root: "C:\\a\\" }, { path: "b#c.md" }), "idea://open?file=C:/a/b%23c.md&line=1");
  is("no editor", editor.editorLink({ editor: "javascript:{path}" }, place), null);
  is("a place as text", editor.placeText(place), "content/مقال.md:3:1");
  is("invisible characters", seen("a\u202Eb\u200F"), "a\\u{202E}b\\u{200F}");
  is("a set of images", versionedSet("/a.png 1x, /b.png 2x", "/b.png", "9"), `/a.png 1x, ${location.origin}/b.png?v=9 2x`);
  is("what is looked for", folded("مُسوَّدةٌ Über"), "مسوده uber");
  is("an editor and an ampersand", editor.editorLink({ editor: "idea://open?file={path}", root: "/a&b" }, place), "idea://open?file=/a%26b/content/%D9%85%D9%82%D8%A7%D9%84.md");
  is("addresses of this host", ["/م/?a#b", "javascript:a()", "//evil.example/", "/\\evil.example/", `${location.origin}//evil.example/`, "http://["].map(ownPath),
    ["/%D9%85/", "/", "/", "/", "/evil.example/", "/"]);
  is("addresses", [isSame("/%d9%85/", "/%D9%85/"), isSame("/م/", "/%D9%85/"), isSame("/a/", "/b/")], [true, true, false]);
  return told;
}
