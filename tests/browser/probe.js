// Looks at a page: one function for each word of the cases' language (see README.md). Each throws what it finds wrong.
(colours, claims, inText) => {
  const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  const root = inText ? document.querySelector(".e-content, .text") : document;
  if (!root) return claims.map(() => "the page has no text of an article");

  const ensure = (holds, problem) => { if (!holds) throw problem; };
  const shown = (text) => JSON.stringify(text).replace(/[\u0080-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (c) => "\\u{" + c.codePointAt(0).toString(16).toUpperCase() + "}");
  const plain = (text) => text.replace(CONTROLS, "").trim();
  const squeezed = (text) => text.replace(/[ \t\r\n]+/g, " ").trim();
  const all = (selector) => {
    const found = [...root.querySelectorAll(selector)];
    ensure(found.length, `nothing is ${selector}`);
    return found;
  };
  const one = (selector) => all(selector)[0];
  const urls = () => performance.getEntriesByType("resource").map((entry) => entry.name);
  const name = (element) => element.outerHTML.replace(/>[^]*/, ">");

  // The characters of an element with their places, without bidi controls.
  const characters = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [];
    for (let node; (node = walker.nextNode());) {
      let at = 0;
      for (const char of node.data) {
        if (!char.match(CONTROLS)) found.push({ node, at, to: at + char.length, char: /\s/.test(char) ? " " : char });
        at += char.length;
      }
    }
    return found;
  };
  const slice = (element, text) => {
    const found = characters(element);
    const at = found.map(({ char }) => char).join("").indexOf(text);
    if (at < 0) return null;
    let units = 0, from = 0;
    while (units < at) units += found[from++].char.length;
    return found.slice(from, from + [...text].length);
  };
  // The boxes of the visible characters of a text, in the order in which it is written.
  const boxes = (element, text) => {
    const found = slice(element, text).filter(({ char }) => !/[\s\p{M}]/u.test(char)).map(({ node, at, to }) => {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, to);
      return [...range.getClientRects()].find((box) => box.width > 0);
    }).filter(Boolean);
    ensure(found.length, `${shown(text)} is not visible`);
    return found;
  };
  const union = (found) => ({
    left: Math.min(...found.map((box) => box.left)), right: Math.max(...found.map((box) => box.right)),
    top: Math.min(...found.map((box) => box.top)), bottom: Math.max(...found.map((box) => box.bottom)),
  });
  const onOneLine = (first, second, text) => {
    const centre = (box) => (box.top + box.bottom) / 2, height = (box) => box.bottom - box.top;
    ensure(Math.abs(centre(first) - centre(second)) < Math.max(height(first), height(second)),
      `${text} stands on several lines`);
  };
  // The first element of a selector that holds all these texts.
  const holding = (selector, ...texts) => {
    const found = all(selector);
    const element = found.find((element) => texts.every((text) => slice(element, text)));
    ensure(element, `no ${selector} holds ${texts.map(shown).join(" and ")}, but ${shown(squeezed(found[0].textContent).slice(0, 200))}`);
    return element;
  };
  const runs = (selector, text, sign, way) => {
    const found = boxes(holding(selector, text), text);
    ensure(found.length > 1, `${shown(text)} has one visible character only`);
    found.forEach((box, at) => {
      if (!at) return;
      onOneLine(found[0], box, shown(text));
      ensure(Math.sign(box.left - found[at - 1].left) === sign,
        `${shown(text)} does not run ${way}: character ${at + 1} of the visible ones is drawn out of turn`);
    });
  };
  const style = (element, property, pseudo) => getComputedStyle(element, pseudo).getPropertyValue(property);
  const isIsolated = (element) => /isolate|plaintext/.test(style(element, "unicode-bidi"));
  const isInline = (element) => style(element, "display").startsWith("inline");
  const isolates = (selector, text) => {
    const wanted = plain(text);
    const scopes = all(selector).filter((scope) => slice(scope, text));
    ensure(scopes.length, `no ${selector} holds ${shown(text)}`);
    const elements = scopes.flatMap((scope) => [...scope.querySelectorAll("*"), scope]);
    // A block isolates by itself, which says nothing.
    const isMeant = (element) => isIsolated(element) && (isInline(element) || element.hasAttribute("dir"));
    return elements.filter((element) => plain(squeezed(element.textContent)) === wanted && isMeant(element));
  };
  const pixels = (element, value) => {
    const number = parseFloat(value);
    return /em$/.test(value) ? number * parseFloat(style(element, "font-size")) : number;
  };

  const contrast = (element) => {
    const paper = colours.behind(element);
    return colours.ratio(colours.over(colours.rgba(style(element, "color")), paper), paper);
  };
  const ownText = (element) => [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join("").trim();
  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  // What is there for listeners only is cut away on purpose.
  const isForListeners = (element) => {
    for (let at = element; at; at = at.parentElement) if (style(at, "clip-path") !== "none") return true;
    return false;
  };

  // Every rule of the style sheets, and whether it is for one direction only.
  const rules = (list = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]), turned = false) =>
    list.flatMap((rule) => {
      const isTurned = turned || /dir|lang/.test(rule.selectorText ?? "");
      return [{ rule, isTurned }, ...rules([...(rule.cssRules ?? [])], isTurned)];
    });
  const sideways = ({ rule: { style: declared, selectorText } }) => {
    if (!declared) return null;
    const value = (property) => declared.getPropertyValue(property).trim();
    const names = [...declared].filter((property) => !property.startsWith("--"));
    const wrong = names.find((property) => {
      const [is, other] = [value(property), value(property.replace("left", "<").replace("right", "left").replace("<", "right"))];
      if (/\b(left|right)\b/.test(property)) return is !== other;
      if (/^(text-align|text-align-last|float|clear|caption-side|break-before|break-after|justify-content)$/.test(property)) return /\b(left|right)\b/.test(is);
      if (/^(transform|translate)$/.test(property)) return /translate(X|3d)?\(\s*-?[.\d]*[1-9]/.test(is) || (property === "translate" && /^-?[.\d]*[1-9]/.test(is));
      if (/^(background-position-x|object-position|transform-origin)$/.test(property)) return /\b(left|right)\b/.test(is);
      if (property === "background-image") return /to (left|right)\b|(?:^|[^\d])(90|270)deg/.test(is);
      if (/^(box|text)-shadow$/.test(property)) return is.split(/,(?![^(]*\))/).some((shadow) => /^0(px)?$/.test((shadow.replace(/\w+\([^)]*\)|#\w+/g, "").match(/-?[.\d]+\w*/) ?? ["0"])[0]) === false);
      return false;
    });
    return wrong && `${selectorText} { ${wrong}: ${value(wrong)} }`;
  };

  // Arrows that are drawn as they are in either direction, and those that UAX #9 mirrors; by where they point.
  const ARROWS = { left: "←⟵⇐↩⤶◀◂⯇‹«", right: "→⟶⇒↪⤷▶▸⯈➔➜›»" };
  const MIRRORED = "‹«›»";
  const arrowsOf = (element) => {
    const parts = [[element, ownText(element)], ...["::before", "::after"].map((pseudo) => [element, style(element, "content", pseudo), pseudo])];
    return parts.flatMap(([holder, text, pseudo]) => [...text].flatMap((char) => {
      const side = ["left", "right"].find((side) => ARROWS[side].includes(char));
      if (!side) return [];
      const flips = [pseudo && style(holder, "transform", pseudo), pseudo && style(holder, "scale", pseudo)];
      for (let at = holder; at; at = at.parentElement) flips.push(style(at, "transform"), style(at, "scale"));
      const isFlipped = flips.filter((flip) => /^matrix\(-|^-/.test(flip ?? "")).length % 2 === 1;
      const isMirrored = MIRRORED.includes(char) && style(holder, "direction", pseudo) === "rtl";
      const points = isFlipped !== isMirrored ? { left: "right", right: "left" }[side] : side;
      return [{ char, points }];
    }));
  };
  const frame = () => new Promise((done) => { requestAnimationFrame(done); setTimeout(done, 100); });
  const pause = (time) => new Promise((done) => setTimeout(done, time));

  const languageOf = (element) => element.closest("[lang]")?.getAttribute("lang") ?? "";

  const WORDS = {
    dir: (selector, wanted) => all(selector).forEach((element) =>
      ensure(style(element, "direction") === wanted, `${name(element)} is ${style(element, "direction")}`)),
    ltr: (selector, text) => runs(selector, text, 1, "from left to right"),
    rtl: (selector, text) => runs(selector, text, -1, "from right to left"),
    right: (selector, first, second) => {
      const element = holding(selector, first, second);
      const [one, other] = [first, second].map((text) => union(boxes(element, text)));
      onOneLine(one, other, `${shown(first)} and ${shown(second)}`);
      ensure(one.left >= other.right - 1.5, `${shown(first)} is not to the right of ${shown(second)}`);
    },
    flush: (selector, text, side) => {
      const element = holding(selector, text), outer = element.getBoundingClientRect(), inner = union(boxes(element, text));
      const nearer = outer.right - inner.right < inner.left - outer.left ? "right" : "left";
      ensure(nearer === side, `${shown(text)} is nearer to the ${nearer}`);
    },
    inbox: (selector, text) => {
      const element = holding(selector, text), outer = element.getBoundingClientRect(), [inner] = boxes(element, text);
      ensure(inner.left >= outer.left - 1 && inner.right <= outer.right + 1,
        `${shown(text)} begins at ${inner.left}, outside the box from ${outer.left} to ${outer.right}`);
    },
    iso: (selector, text, wanted) => {
      const found = isolates(selector, text);
      ensure(found.length, `no element isolates exactly ${shown(text)}`);
      ensure(found.some((element) => style(element, "direction") === wanted), `${name(found[0])} is not ${wanted}`);
    },
    noiso: (selector, text) => isolates(selector, text).forEach((element) => { throw `${name(element)} isolates ${shown(text)}`; }),
    lang: (selector, text, wanted) => {
      const tag = languageOf(slice(holding(selector, text), text)[0].node.parentElement);
      ensure(tag === wanted, `${shown(text)} is in the language ${shown(tag)}`);
    },
    attr: (selector, attribute, wanted) => all(selector).forEach((element) =>
      ensure(element.getAttribute(attribute) === wanted, `${name(element)} has ${attribute} ${shown(element.getAttribute(attribute))}`)),
    noattr: (selector, attribute) => all(selector).forEach((element) =>
      ensure(!element.hasAttribute(attribute), `${name(element)} has it`)),
    picked: (selector, wanted) => all(selector).forEach((element) =>
      ensure(element.currentSrc.includes(wanted), `${name(element)} shows ${shown(element.currentSrc)}`)),
    waits: (selector) => all(selector).forEach((element) =>
      ensure(element.complete === false, `${name(element)} has come already`)),
    asked: (part) => ensure(urls().some((url) => url.includes(part)), `asked for were ${shown(urls().join(" "))}`),
    unasked: (part) => urls().forEach((url) => ensure(!url.includes(part), `${shown(url)} was asked for`)),
    ascii: (selector, attribute) => all(selector).forEach((element) =>
      ensure(/^[!-~]+$/.test(element.getAttribute(attribute) ?? ""), `it is ${shown(element.getAttribute(attribute))}`)),
    count: (selector, wanted) => {
      const { length } = root.querySelectorAll(selector);
      ensure(length === Number(wanted), `there are ${length}`);
    },
    text: (selector, wanted) => {
      const found = all(selector).map((element) => squeezed(element.textContent));
      ensure(found[0] === wanted, `it is ${shown(found[0])}`);
    },
    has: (selector, text) =>
      ensure(all(selector).some((element) => squeezed(element.textContent).includes(text)),
        `it is ${shown(squeezed(one(selector).textContent).slice(0, 300))}`),
    lacks: (selector, text) => all(selector).forEach((element) =>
      ensure(!squeezed(element.textContent).includes(text), `it is ${shown(squeezed(element.textContent).slice(0, 300))}`)),
    copied: (selector, wanted) => {
      getSelection().selectAllChildren(one(selector));
      const found = getSelection().toString().trim();
      getSelection().removeAllRanges();
      ensure(found === wanted, `it is ${shown(found)}`);
    },
    style: (selector, property, ...rest) => {
      const [, base, pseudo] = selector.match(/^(.*?)(::[\w-]+)?$/);
      const [operator, wanted] = rest.length > 1 ? rest : ["=", rest[0]];
      all(base).forEach((element) => {
        const found = style(element, property, pseudo), [a, b] = [pixels(element, found), pixels(element, wanted)];
        const holds = {
          "=": () => found === wanted, "!=": () => found !== wanted,
          "<": () => a < b, ">": () => a > b, "<=": () => a <= b + 1e-3, ">=": () => a >= b - 1e-3,
        }[operator];
        ensure(holds(), `${name(element)} has ${found}`);
      });
    },
    differs: (selector, ...properties) => all(selector).forEach((element) =>
      ensure(properties.some((property) => style(element, property) !== style(element.parentElement, property)),
        `${name(element)} looks like the text around it`)),
    even: (selector) => all(selector).forEach((element) => {
      const own = getComputedStyle(element), px = (property) => parseFloat(own[property]);
      const around = ["paddingTop", "paddingBottom", "borderTopWidth", "borderBottomWidth"];
      const height = around.reduce((rest, property) => rest - px(property), element.getBoundingClientRect().height);
      const lines = height / px("lineHeight");
      ensure(Math.abs(lines - Math.round(lines)) < 0.01, `${name(element)} is ${lines.toFixed(2)} lines high`);
    }),
    leftof: (first, second) => {
      const [one_, other] = [first, second].map((selector) => one(selector).getBoundingClientRect());
      ensure(one_.width && other.width, "one of them has no width");
      ensure(one_.right <= other.left + 1.5, `one ends at ${one_.right}, the other begins at ${other.left}`);
    },
    before: (first, second) =>
      ensure(one(first).compareDocumentPosition(one(second)) & Node.DOCUMENT_POSITION_FOLLOWING, "it comes after it"),
    noscroll: () => {
      const { scrollWidth, clientWidth } = document.documentElement;
      ensure(scrollWidth === clientWidth, `the page is ${scrollWidth} px wide in a window of ${clientWidth} px`);
    },
    scrolls: (selector) => {
      const { scrollWidth, clientWidth, scrollLeft } = one(selector);
      ensure(scrollWidth > clientWidth, "its content fits");
      ensure(scrollLeft === 0, `it is scrolled by ${scrollLeft} px`);
    },
    shown: (selector) => all(selector).forEach((element) => ensure(element.checkVisibility(), `${name(element)} is not shown`)),
    hidden: (selector) => all(selector).forEach((element) => ensure(!element.checkVisibility(), `${name(element)} is shown`)),
    ids: () => {
      const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
      ids.forEach((id, at) => {
        ensure(id && !/\s/.test(id), `${shown(id)} is no id`);
        ensure(ids.indexOf(id) === at, `two elements have the id ${shown(id)}`);
      });
    },
    leads: (selector) => all(selector).forEach((link) => {
      const { hash, pathname } = new URL(link.href);
      ensure(hash.length > 1 && pathname === location.pathname, `${link.getAttribute("href")} leads nowhere in this page`);
      ensure(document.getElementById(decodeURIComponent(hash.slice(1))), `${link.getAttribute("href")} leads to nothing`);
    }),
    balanced: (selector, attribute) => all(selector).forEach((element) => {
      const text = attribute ? element.getAttribute(attribute) : element.textContent;
      let open = 0;
      for (const char of text) {
        if (/[\u2066-\u2068]/.test(char)) open += 1;
        else if (char === "\u2069") open -= 1;
        ensure(open >= 0 && !/[\u202a-\u202e]/.test(char), `it is ${shown(text)}`);
      }
      ensure(open === 0, `it is ${shown(text)}`);
    }),
    contrast: (selector, least) => {
      const found = all(selector).filter((element) => ownText(element) && isSeen(element));
      ensure(found.length, "none of them shows a text of its own");
      const worst = found.map((element) => [contrast(element), element]).sort(([a], [b]) => a - b)[0];
      ensure(worst[0] >= Number(least), `${name(worst[1])} has ${worst[0].toFixed(2)}`);
    },
    unclipped: () => {
      const isPaper = matchMedia("print").matches, { clientWidth } = document.documentElement;
      for (const element of document.body.querySelectorAll("*")) {
        if (!isSeen(element) || isForListeners(element)) continue;
        const box = element.getBoundingClientRect();
        const [x, y] = ["overflow-x", "overflow-y"].map((property) => style(element, property));
        const cuts = (overflow) => /hidden|clip/.test(overflow) || (isPaper && /auto|scroll/.test(overflow));
        const isBox = box.width && !/^(inline|contents)$/.test(style(element, "display"));
        ensure(!(isBox && cuts(x) && element.scrollWidth > element.clientWidth + 1), `${name(element)} cuts off what it holds at the side`);
        ensure(!(isBox && cuts(y) && element.scrollHeight > element.clientHeight + 1), `${name(element)} cuts off what it holds below`);
        let scroller = element.parentElement;
        while (scroller && !/auto|scroll/.test(style(scroller, "overflow-x"))) scroller = scroller.parentElement;
        if (!ownText(element) || (scroller && !isPaper)) continue;
        ensure(box.left >= -1 && box.right <= clientWidth + 1, `${name(element)} reaches from ${box.left} to ${box.right} in a window of ${clientWidth} px`);
      }
    },
    // A target of 24 by 24 px, or with nothing else to hit within that square (WCAG 2.2, 2.5.8); links in a sentence are as high as its lines.
    targets: () => {
      const isInSentence = (element) => style(element, "display") === "inline" && ownText(element.parentElement);
      const targets = [...document.querySelectorAll("a[href], button, summary, label, input, select, textarea")]
        .filter((element) => isSeen(element) && !isForListeners(element) && !element.disabled)
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width && box.height);
      ensure(targets.length, "there is nothing to hit");
      const side = 24, middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
      for (const { element, box } of targets) {
        if (isInSentence(element) || Math.min(box.width, box.height) >= side - 0.5) continue;
        const [x, y] = middle(box), reach = side / 2;
        const near = targets.find((other) => other.element !== element && !other.element.contains(element) && !element.contains(other.element) &&
          other.box.left < x + reach && other.box.right > x - reach && other.box.top < y + reach && other.box.bottom > y - reach);
        ensure(!near, `${name(element)} is ${box.width.toFixed(0)} by ${box.height.toFixed(0)} px, and ${near && name(near.element)} is next to it`);
      }
    },
    unbroken: (selector) => all(selector).forEach((element) => {
      const { length } = element.getClientRects();
      ensure(length === 1, `${shown(element.textContent)} stands on ${length} lines`);
    }),
    tied: (selector) => all(selector).forEach((element) => {
      const before = document.createRange(), block = element.closest("p, li, td, h1, h2, h3");
      before.setStart(block, 0);
      before.setEndBefore(element);
      const last = [...before.getClientRects()].filter((box) => box.width).at(-1), [own] = element.getClientRects();
      ensure(last, `nothing is before ${shown(element.textContent)}`);
      ensure(own.top < last.bottom && own.bottom > last.top, `${shown(element.textContent)} begins a line`);
    }),
    apart: (selector, other) => {
      const texts = all(other).flatMap((element) => {
        const seen = element.closest("pre")?.getBoundingClientRect() ?? element.getBoundingClientRect();
        return characters(element).filter(({ char }) => char.trim()).map(({ node, at, to }) => {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, to);
          return range.getBoundingClientRect();
        }).filter(({ left, right }) => left >= seen.left && right <= seen.right);
      });
      all(selector).forEach((element) => {
        const box = element.getBoundingClientRect();
        const hit = texts.some(({ left, right, top, bottom }) => left < box.right - 1 && right > box.left + 1 && top < box.bottom - 1 && bottom > box.top + 1);
        ensure(!hit, `${name(element)} covers some of it`);
      });
    },
    level: (first, second) => {
      // A box without height stands on the line of the letters.
      const line = (element) => {
        const foot = document.createElement("span");
        foot.style.cssText = "display: inline-block; inline-size: 0; block-size: 0";
        element.prepend(foot);
        const { bottom } = foot.getBoundingClientRect();
        foot.remove();
        return bottom;
      };
      const [one_, other] = [first, second].map((selector) => line(one(selector)));
      ensure(Math.abs(one_ - other) < 1.5, `one stands at ${one_.toFixed(1)}, the other at ${other.toFixed(1)}`);
    },
    flows: () => {
      const found = rules();
      ensure(found.length, "the page has no style sheet");
      found.filter(({ isTurned }) => !isTurned).forEach((rule) => {
        const wrong = sideways(rule);
        ensure(!wrong, `${wrong} does not follow the text`);
      });
    },
    ranged: () => {
      const faces = rules().filter(({ rule }) => rule instanceof CSSFontFaceRule && /url\(/.test(rule.style.src));
      ensure(faces.length, "no face is loaded");
      faces.forEach(({ rule: { style: { unicodeRange, fontDisplay, fontFamily } } }) => {
        ensure(unicodeRange && !/^u\+0-10ffff$/i.test(unicodeRange), `${fontFamily} is loaded whatever the page holds`);
        ensure(/swap|fallback|optional/.test(fontDisplay), `the text waits for ${fontFamily}`);
      });
    },
    arrows: (selector, side) => document.querySelectorAll(`:is(${selector}), :is(${selector}) *`).forEach((element) => {
      const isRtl = style(element, "direction") === "rtl", wanted = (side === "end") !== isRtl ? "right" : "left";
      arrowsOf(element).forEach(({ char, points }) => ensure(points === wanted, `${char} of ${name(element)} points to the ${points}`));
    }),
    strict: () => {
      ensure(Array.isArray(window.refused), "without scripts nobody listens");
      ensure(!window.refused.length, `refused: ${window.refused.join(", ")}`);
    },
    still: async () => {
      const found = [];
      const watch = new PerformanceObserver((list) => found.push(...list.getEntries()));
      watch.observe({ type: "layout-shift", buffered: true });
      await pause(300);
      // What is loaded only when it is nearly seen must not push anything either.
      const { documentElement: top } = document;
      for (let at = 0; at < top.scrollHeight; at += innerHeight / 2) {
        scrollTo({ top: at, behavior: "instant" });
        await frame();
        await frame();
      }
      const waited = [...document.images].filter((image) => !image.complete);
      await Promise.race([Promise.all(waited.map((image) => image.decode().catch(() => null))), pause(5000)]);
      await frame();
      await pause(100);
      found.push(...watch.takeRecords());
      watch.disconnect();
      scrollTo({ top: 0, behavior: "instant" });
      const shifts = found.filter(({ hadRecentInput }) => !hadRecentInput);
      const total = shifts.reduce((sum, { value }) => sum + value, 0);
      const moved = shifts.flatMap(({ sources }) => sources.map(({ node }) => node?.outerHTML ? name(node) : shown(String(node?.data ?? "something"))));
      // A slow machine draws a page before it has read all of it.
      ensure(total < 1e-3, `${total.toFixed(4)} of the window moved: ${[...new Set(moved)].slice(0, 5).join(" ")}`);
    },
  };

  return (async () => {
    const answers = [];
    for (const [word, ...rest] of claims) {
      try {
        await WORDS[word](...rest);
        answers.push(null);
      } catch (problem) {
        answers.push(String(problem));
      }
    }
    return answers;
  })();
}
