// Before anything is drawn: that there are scripts, and, where the reader may choose it, light or dark.
{
  const { dataset } = document.documentElement;
  const choose = () => {
    try {
      dataset.mode = localStorage.mode ?? "auto";
    } catch {}
  };
  dataset.script = "";
  // Where the page has one already, the site has chosen.
  if (!dataset.mode) {
    choose();
    addEventListener("pageshow", choose);
  }
  // Where the other script is missing, nothing may wait for it.
  addEventListener("error", ({ target }) => target.src && delete dataset.script, true);
}
