//! The names that authors give to languages.

/// The token by which the syntaxes know a language; `None` for plain text.
pub(super) fn token(language: &str) -> Option<String> {
    let language = language.to_lowercase();
    let token = match language.as_str() {
        "" | "text" | "plaintext" | "plain" | "txt" | "none" | "output" | "mermaid" => return None,
        "console" | "shell-session" | "sh-session" | "shellsession" | "terminal" | "shell" | "shellscript" => "bash",
        "csharp" | "c#" => "cs",
        "fsharp" | "fs" => "f#",
        "objc" | "objectivec" | "objective-c" => "m",
        "golang" => "go",
        "node" | "javascriptreact" => "js",
        "typescriptreact" => "tsx",
        "json5" | "jsonc" | "jsonl" | "ndjson" => "json",
        "docker" | "containerfile" => "dockerfile",
        "mdx" => "md",
        "tera" | "django" | "nunjucks" => "jinja2",
        "mysql" | "postgres" | "postgresql" | "pgsql" | "sqlite" | "plsql" => "sql",
        "elisp" | "emacs-lisp" | "scheme" => "lisp",
        "regex" | "regexp" => "re",
        "batch" | "dos" => "bat",
        "pwsh" => "ps1",
        "fortran" => "f90",
        "assembly" => "asm",
        "hbs" | "handlebars" => "html",
        _ => return Some(language),
    };
    Some(token.to_owned())
}
