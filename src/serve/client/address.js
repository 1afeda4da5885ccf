// Addresses of this host.

// Whether two addresses lead to the same page, however they are spelt.
export const isSame = (one, other) => spelt(one) === spelt(other);

function spelt(address) {
  const { pathname } = new URL(address, location.origin);
  return pathname.replace(/%[\da-f]{2}/gi, (byte) => byte.toUpperCase());
}

// The path that an address has on this host; that of its root for one that leads elsewhere, or is a script.
export function ownPath(address) {
  const url = URL.canParse(address, location.origin) ? new URL(address, location.origin) : null;
  return url?.origin === location.origin ? url.pathname.replace(/^\/+/, "/") : "/";
}

// The address of a page beside its translation.
export const splitOf = (path) => `/_/split?${new URLSearchParams({ page: path })}`;
