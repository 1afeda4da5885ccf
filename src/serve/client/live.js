// Follows one page: it is loaded again when its bytes change.
//
// GET /_/events?token=T&path=P&digest=D[&path=P2[&digest=D2]]…
//   P is the path of an address, percent-encoded as `location.pathname` has it; the first is the page, the others what
//   it shows, 256 at most. D is what the client has of it: the digest as the server told it, or `none` for a page that
//   is not there; without it, whatever is there now.
//   hello     {"run": …, "digests": {path: digest or null}}   once
//   problems  {"errors": […], "warnings": […]}                at first and when they change
//   changed   [{"path": …, "digest": … or null}]              what differs from what this client was told
//   saved     {"path": address}                               whose source was just saved
// Another run of the server has another token and answers 403.
const own = document.querySelector("script[data-token]");
const { token, digest } = own.dataset;
const query = new URLSearchParams({ token, path: location.pathname, digest });
const events = new EventSource(`/_/events?${query}`);
events.addEventListener("changed", () => location.reload());
