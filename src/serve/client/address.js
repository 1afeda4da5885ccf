// Addresses of this host.

// Whether two addresses lead to the same page, however they are spelt.
export const isSame = (one, other) => spelt(one) === spelt(other);

function spelt(address) {
  const { pathname } = new URL(address, location.origin);
  return pathname.replace(/%[\da-f]{2}/gi, (byte) => byte.toUpperCase());
}

// The address of a page beside its translation.
export const splitOf = (path) => `/_/split?${new URLSearchParams({ page: path })}`;
