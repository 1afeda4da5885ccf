// The keys of the preview, and what a tab remembers.

const FOLLOW = "maqal-follow";
const LANGUAGE = "maqal-language";
const CLOSED = "maqal-closed";

// Memory may be switched off in a browser: then nothing is remembered.
function remembered(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // It holds until the next page.
  }
}

export const follows = () => remembered(FOLLOW) === "yes";
export const follow = (whether) => remember(FOLLOW, whether ? "yes" : "no");

// The problems over which somebody closed the panel: on the next page it need not be closed again.
export const closedProblems = () => remembered(CLOSED);
export const closeProblems = (problems) => remember(CLOSED, problems);

// The language of the tools: that of the page; where there is none, of the last one, or of the browser.
export function languageOf(document) {
  const tag = document.documentElement.lang || remembered(LANGUAGE) || navigator.language;
  return /^ar(-|$)/i.test(tag) ? "ar" : "en";
}

export const rememberLanguage = (language) => remember(LANGUAGE, language);

// Calls `actions[letter]` for Alt+Shift and that letter; not while somebody types. Where a layout has no Latin letters, or
// Alt makes others of them, it is the key on which that letter usually lies.
export function listen(actions) {
  addEventListener("keydown", (event) => {
    if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const letter = /^[a-z]$/i.test(event.key) ? event.key.toUpperCase() : event.code.replace(/^Key/, "");
    const action = actions[letter];
    if (!action || isTyping(event)) return;
    event.preventDefault();
    action();
  });
}

function isTyping(event) {
  // Inside components the target is the component.
  const [target] = event.composedPath();
  return target instanceof Element && (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select"));
}
