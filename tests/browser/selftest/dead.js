// Controls that do nothing, and one that Tab does not leave.
for (const element of document.querySelectorAll(".dead, .trap")) {
  const key = element.matches(".trap") ? "Tab" : "Enter";
  element.addEventListener("keydown", (event) => { if (event.key === key) event.preventDefault(); });
}
