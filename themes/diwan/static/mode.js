// The reader's choice of light or dark, before anything is drawn and when a page is come back to.
{
  const { dataset } = document.documentElement;
  const choose = () => {
    try {
      if (localStorage.mode) dataset.mode = localStorage.mode;
    } catch {}
  };
  dataset.script = "";
  choose();
  addEventListener("pageshow", choose);
  // Where the other script is missing, nothing may wait for it.
  addEventListener("error", ({ target }) => target.src && delete dataset.script, true);
}
