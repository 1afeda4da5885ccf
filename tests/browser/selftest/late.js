// Something that arrives late and pushes everything down.
setTimeout(() => document.body.prepend(Object.assign(document.createElement("div"), { className: "late", textContent: "late" })), 150);
