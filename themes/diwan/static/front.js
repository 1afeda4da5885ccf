// Shows the line that is written in the reader's own language, if the site has it. Nobody is sent anywhere.
const hints = [...document.querySelectorAll(".hint")];
const first = (tag) => tag.toLowerCase().split("-")[0];
const wanted = navigator.languages.map(first).find((tag) => hints.some((hint) => first(hint.lang) === tag));
for (const hint of hints) hint.hidden = first(hint.lang) !== wanted;
