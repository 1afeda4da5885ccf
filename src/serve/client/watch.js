// What a page shows: the files that are worth following, and the elements that show them.

import { arrived, isSheet, written } from "./morph.js";

const MOST = 40;

// The files of this host that a document shows: Map of path to { sheets, scripts, images }.
export function shown(document) {
  const found = new Map();
  const add = (kind, address, element) => {
    const path = pathOf(address, document);
    if (path === null) return;
    if (!found.has(path)) {
      // The page itself is one of them.
      if (found.size >= MOST - 1) return;
      found.set(path, { sheets: [], scripts: [], images: [] });
    }
    found.get(path)[kind].push(element);
  };
  for (const sheet of document.querySelectorAll("link[rel~=stylesheet][href]")) add("sheets", sheet.href, sheet);
  for (const script of document.querySelectorAll("script[src]")) add("scripts", script.src, script);
  for (const image of document.images) add("images", image.currentSrc || image.src, image);
  return found;
}

function pathOf(address, document) {
  if (!address) return null;
  const url = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : null;
  if (!url || url.origin !== location.origin || url.pathname.startsWith("/_/")) return null;
  return url.pathname;
}

// Shows another version of a file where a document shows it already, without a moment in which neither is there.
// Answers a promise of the style sheets: before it no other version may come, or both would stay.
export function refresh({ sheets, images }, digest) {
  images.forEach((image) => replaceImage(image, digest));
  return Promise.all(sheets.filter(isSheet).map((sheet) => replaceSheet(sheet, digest)));
}

async function replaceSheet(sheet, digest) {
  // A page that became another has loaded its own already.
  if (!sheet.isConnected) return;
  const own = sheet.cloneNode();
  written.set(own, written.get(sheet) ?? sheet.getAttribute("href"));
  own.setAttribute("href", versioned(sheet.href, digest));
  const drawn = arrived(own);
  sheet.after(own);
  await drawn;
  sheet.remove();
}

function replaceImage(image, digest) {
  const shows = image.currentSrc;
  const sources = image.parentElement?.localName === "picture" ? image.parentElement.querySelectorAll("source[srcset]") : [];
  for (const source of sources) source.srcset = versionedSet(source.srcset, shows, digest);
  if (image.hasAttribute("srcset")) image.srcset = versionedSet(image.srcset, shows, digest);
  if (image.hasAttribute("src") && (!shows || pathOf(image.src, document) === pathOf(shows, document))) {
    image.src = versioned(image.src, digest);
  }
}

// The address of the same file, which no browser has in its memory.
export function versioned(address, digest) {
  const url = new URL(address, document.baseURI);
  url.searchParams.set("v", digest);
  return url.href;
}

// A `srcset` with another version of the one file that is shown; what else it offers stays as it is.
export function versionedSet(set, shows, digest) {
  const path = pathOf(shows, document);
  return set.replace(/([^\s,]\S*[^\s,])(\s+[\d.]+[wxh])?(?=\s*,|\s*$)/g, (all, address, size = "") =>
    pathOf(address, document) === path ? versioned(address, digest) + size : all);
}
