//! A site that is written while `maqal serve` shows it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// The addresses of the one article, its sources, and the template that makes it.
pub const AR: &str = "/ar/articles/x/";
pub const EN: &str = "/en/articles/x/";
pub const AR_FILE: &str = "content/articles/x.ar.md";
pub const EN_FILE: &str = "content/articles/x.en.md";
pub const TEMPLATE: &str = "themes/mine/templates/article.html";

const CONFIG: &str =
    "base_url = \"https://example.org\"\ntitle = \"Notebook\"\nlanguages = [\"ar\", \"en\"]\ntheme = \"mine\"\n";

/// A site in a folder of its own, and the server that shows it; both end with the value.
pub struct Preview {
    folder: TempDir,
    process: Child,
    port: String,
}

impl Preview {
    /// Serves a site of these files.
    pub fn of(files: &[(&str, &str)]) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        for (path, text) in files {
            write(folder.path(), path, text)?;
        }
        let (process, port) = serve(folder.path(), "0")?;
        Ok(Preview { folder, process, port })
    }

    /// Saves a source.
    pub fn save(&self, path: &str, text: &str) -> Result<(), String> {
        write(self.folder.path(), path, text)
    }

    /// Deletes a source.
    pub fn delete(&self, path: &str) -> Result<(), String> {
        fs::remove_file(self.folder.path().join(path)).map_err(|error| format!("{path}: {error}"))
    }

    /// Ends the server and starts another in its place, after `meanwhile`.
    pub fn restart(&mut self, meanwhile: impl FnOnce(&Self) -> Result<(), String>) -> Result<(), String> {
        self.end();
        meanwhile(&*self)?;
        (self.process, self.port) = serve(self.folder.path(), &self.port)?;
        Ok(())
    }

    /// The whole address of a path: a name of this machine that the browser knows and the server answers to.
    pub fn url(&self, path: &str) -> String {
        format!("http://preview.localhost:{}{path}", self.port)
    }

    fn end(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.end();
    }
}

/// Writes a file whole at once, as editors do: half of one is another text, which a server that looks meanwhile shows.
fn write(root: &Path, path: &str, text: &str) -> Result<(), String> {
    let (file, beside) = (root.join(path), root.join("saved.tmp"));
    let written = file.parent().map_or(Ok(()), fs::create_dir_all);
    written
        .and_then(|()| fs::write(&beside, text))
        .and_then(|()| fs::rename(&beside, &file))
        .map_err(|error| format!("{path}: {error}"))
}

/// Starts a server; answers the port that it says.
fn serve(root: &Path, port: &str) -> Result<(Child, String), String> {
    let mut process = Command::new(env!("CARGO_BIN_EXE_maqal"))
        .args(["serve", "--port", port, "--root"])
        .arg(root)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    let output = process.stdout.take().ok_or("a server without an output")?;
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let address = lines.find_map(|line| line.split("http://").nth(1).map(str::to_owned));
    // What it prints later is read, so that it never waits for us.
    std::thread::spawn(move || lines.for_each(drop));
    let authority = address.as_deref().and_then(|address| address.split('/').next());
    match authority.and_then(|authority| authority.rsplit_once(':')) {
        Some((_, port)) => Ok((process, port.to_owned())),
        None => {
            let _ = process.kill();
            let _ = process.wait();
            Err("the server does not say where it is".to_owned())
        }
    }
}

/// A site with a theme of its own and one article in two languages.
pub fn site() -> Result<Preview, String> {
    Preview::of(&[
        ("site.toml", CONFIG),
        ("themes/mine/theme.toml", "name = \"mine\"\nextends = \"diwan\"\n"),
        (TEMPLATE, &template("")),
        ("themes/mine/static/mine.css", ".e-content p { color: rgb(1, 2, 3) }\n"),
        (AR_FILE, &article("سلام", "فقرة", &[])),
        (EN_FILE, &article("Peace", "Paragraph", &[])),
    ])
}

/// The theme's template of an article, with something before the article.
pub fn template(before: &str) -> String {
    format!(
        "{{% extends \"diwan/article.html\" %}}\n\
         {{% block head_end %}}<link rel=\"stylesheet\" href=\"{{{{ assets[\"mine.css\"] }}}}\">{{% endblock head_end %}}\n\
         {{% block main %}}{before}{{{{ super() }}}}{{% endblock main %}}\n"
    )
}

/// An article of sixty paragraphs, some of them other ones.
pub fn article(title: &str, word: &str, others: &[(usize, &str)]) -> String {
    let paragraph = |at: usize| match others.iter().find(|(other, _)| *other == at) {
        Some((_, other)) => format!("{other}\n"),
        None => format!("{word} {at}\n"),
    };
    let paragraphs: Vec<_> = (0..60).map(paragraph).collect();
    format!("---\ntitle: {title}\ndate: 2025-03-04\n---\n{}", paragraphs.join("\n"))
}
