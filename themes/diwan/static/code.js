// A button at the end of the first line of each block of code, which copies it. Code runs from left to right on every
// page; the button is called in the language of the page.
const { copy, copied } = document.currentScript.dataset;
const { lang, dir } = document.documentElement;
const make = (name, rest) => Object.assign(document.createElement(name), rest);
for (const pre of navigator.clipboard ? document.querySelectorAll("pre:has(> code)") : []) {
  const button = make("button", { lang, dir, textContent: copy });
  button.onclick = async () => {
    await navigator.clipboard.writeText(pre.textContent);
    button.textContent = copied;
    setTimeout(() => (button.textContent = copy), 2000);
  };
  const box = make("div", { className: "copyable" });
  const line = make("div", { className: "copy", dir: "ltr" });
  pre.replaceWith(box);
  line.append(button);
  box.append(pre, line);
}
