// How a place in a source is opened in an editor.

// The address that opens it, by a template such as `vscode://file/{path}:{line}:{column}`; null without one.
export function editorLink({ editor, root }, { path, line, column }) {
  if (!editor || !path) return null;
  const whole = root ? `${root.replace(/[\\/]+$/, "")}/${path}` : path;
  const values = { path: encodeURI(whole.replaceAll("\\", "/")).replace(/[?#&+]/g, encodeURIComponent), line: line ?? 1, column: column ?? 1 };
  // In a template that puts a slash before it, the root's own is one too many.
  const template = editor.replace(/\/\{path\}/, values.path.startsWith("/") ? "{path}" : "/{path}");
  const link = template.replace(/\{(path|line|column)\}/g, (all, name) => values[name]);
  return /^(javascript|data|vbscript):/i.test(link.trim()) ? null : link;
}

// As compilers print it, for people and for editors that understand it.
export const placeText = ({ path, line, column }) => [path, line, column].filter((part) => part != null).join(":");
