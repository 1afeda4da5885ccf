//! Disk to tree: which files there are. Nothing is interpreted but names.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::{Code, Diagnostic, SourcePath};
use crate::disk::{DiskError, Entry, Files, Kind};

/// The sources of a site as they lie on the disk, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// `site.toml`, if there is one.
    pub config: Option<Arc<[u8]>>,
    /// The table of terms, if there is one.
    pub terms: Option<Arc<[u8]>>,
    /// The other files of data that can be read.
    pub data: Vec<(SourcePath, Arc<[u8]>)>,
    /// Articles and pages: Markdown, and text that may be an article.
    pub documents: Vec<SourcePath>,
    /// Files published as they are.
    pub files: Vec<SourcePath>,
    /// Hidden files, editors' leftovers, and what lies among the data and is none.
    pub ignored: Vec<SourcePath>,
    /// The files of the site's own themes.
    pub themes: Vec<(SourcePath, Arc<[u8]>)>,
    /// What cannot be read as a source.
    pub diagnostics: Vec<Diagnostic>,
}

impl Tree {
    /// Whether both have the same documents and files, whatever is in them.
    pub fn lists_the_same(&self, other: &Tree) -> bool {
        let Tree {
            documents,
            files,
            ignored,
            ..
        } = self;
        (documents, files, ignored) == (&other.documents, &other.files, &other.ignored)
    }
}

/// Why a tree cannot be scanned at all.
#[derive(Debug)]
pub enum ScanError {
    /// The disk refused.
    Disk(DiskError),
    /// A symbolic link leads out of the site.
    LinkOutside {
        /// The link.
        path: SourcePath,
        /// Where it leads.
        target: PathBuf,
    },
    /// There is neither a `content/` nor a `site.toml` in this folder.
    NoSite(PathBuf),
}

impl From<DiskError> for ScanError {
    fn from(error: DiskError) -> Self {
        ScanError::Disk(error)
    }
}

/// The name of the configuration.
pub const CONFIG: &str = "site.toml";
/// The folder of content.
pub const CONTENT: &str = "content";
/// The folder of data.
pub const DATA: &str = "content/_data/";
/// The table of terms.
pub const TERMS: &str = "content/_data/terms.toml";
/// The folder of themes.
pub const THEMES: &str = "themes";

/// Dot-files that a web server or a host asks for; all others are hidden from publishing.
const PUBLISHED_DOTS: &[&str] = &[".well-known", ".nojekyll", ".htaccess", ".domains"];

/// Lists the sources below `root`.
///
/// # Errors
/// The disk's refusal, a link that leads out of the site, or a folder that holds no site.
pub fn scan(disk: &dyn Files, root: &Path) -> Result<Tree, ScanError> {
    let mut tree = Tree::default();
    if disk.kind(&root.join(CONFIG))?.is_some() {
        tree.config = Some(disk.read(&root.join(CONFIG))?.into());
    }
    let content = root.join(CONTENT);
    let kind = disk.kind(&content)?;
    // A link in its place is followed.
    if let Some(Kind::Folder | Kind::Link { .. }) = kind {
        for entry in disk.walk(&content, &|_| false)? {
            content_entry(&mut tree, entry)?;
        }
        let (data, ignored) = std::mem::take(&mut tree.ignored).into_iter().partition(is_data);
        tree.ignored = ignored;
        for path in data {
            let bytes = disk.read(&root.join(path.as_str()))?.into();
            if path.as_str() == TERMS {
                tree.terms = Some(bytes);
            } else {
                tree.data.push((path, bytes));
            }
        }
    } else if kind.is_some() {
        return Err(DiskError::new("list", &content, &ErrorKind::NotADirectory.into()).into());
    } else if tree.config.is_none() {
        return Err(ScanError::NoSite(root.to_path_buf()));
    }
    themes(disk, root, &mut tree)?;
    Ok(tree)
}

/// The same tree with the themes as they lie there now.
///
/// # Errors
/// As [`scan`].
pub fn scan_themes(disk: &dyn Files, root: &Path, last: &Tree) -> Result<Tree, ScanError> {
    let mut tree = last.clone();
    tree.themes.clear();
    let is_of_theme = |path: &SourcePath| path.as_str().starts_with(THEMES);
    tree.diagnostics
        .retain(|problem| problem.place.as_ref().is_none_or(|place| !is_of_theme(&place.path)));
    themes(disk, root, &mut tree)?;
    Ok(tree)
}

fn themes(disk: &dyn Files, root: &Path, tree: &mut Tree) -> Result<(), ScanError> {
    if disk.kind(&root.join(THEMES))?.is_some() {
        for entry in disk.walk(&root.join(THEMES), &is_debris)? {
            theme_entry(disk, root, tree, entry)?;
        }
    }
    Ok(())
}

fn content_entry(tree: &mut Tree, entry: Entry) -> Result<(), ScanError> {
    let path = SourcePath::new(&format!("{CONTENT}/{}", entry.path));
    match entry.kind {
        Kind::Folder => {}
        // Emacs marks a file that it holds unsaved by a link to nothing.
        _ if is_debris(&entry.path) => tree.ignored.push(path),
        Kind::File if is_hidden(&entry.path) || entry.path.starts_with("_data/") => tree.ignored.push(path),
        Kind::File if is_document(&path) => tree.documents.push(path),
        Kind::File => tree.files.push(path),
        kind => {
            refuse(&mut tree.diagnostics, &path, kind)?;
            tree.ignored.push(path);
        }
    }
    Ok(())
}

fn theme_entry(disk: &dyn Files, root: &Path, tree: &mut Tree, entry: Entry) -> Result<(), ScanError> {
    let path = SourcePath::new(&format!("{THEMES}/{}", entry.path));
    match entry.kind {
        Kind::Folder => {}
        _ if is_debris(&entry.path) => {}
        Kind::File => {
            let bytes = disk.read(&root.join(path.as_str()))?;
            tree.themes.push((path, bytes.into()));
        }
        kind => refuse(&mut tree.diagnostics, &path, kind)?,
    }
    Ok(())
}

/// Links and devices are not sources; a link that leads out of the site ends the build.
fn refuse(problems: &mut Vec<Diagnostic>, path: &SourcePath, kind: Kind) -> Result<(), ScanError> {
    if let Kind::Link { target, inside: false } = kind {
        return Err(ScanError::LinkOutside {
            path: path.clone(),
            target,
        });
    }
    let problem = Diagnostic::new(Code::IgnoredFile, "this is not a regular file, so it is not used");
    problems.push(problem.in_file(path).help("put a copy of the file in its place"));
    Ok(())
}

/// Whether a file may be an article rather than published as it is.
fn is_document(path: &SourcePath) -> bool {
    matches!(path.extension(), "md" | "markdown" | "txt")
}

/// Whether a file is data that can be read.
pub fn is_data(path: &SourcePath) -> bool {
    let below = path.as_str().strip_prefix(DATA);
    let is_read = matches!(path.extension(), "toml" | "yaml" | "yml" | "json");
    below.is_some_and(|name| is_read && !is_hidden(name) && !is_debris(name))
}

/// Whether a path, or a folder on the way, begins with a dot and is not published all the same.
pub fn is_hidden(path: &str) -> bool {
    path.split('/')
        .any(|part| part.starts_with('.') && !PUBLISHED_DOTS.contains(&part))
}

/// Whether anything may follow from what lies at a path of the sources: not from what is hidden among the content, nor from what
/// editors and systems leave behind.
pub fn may_matter(path: &SourcePath) -> bool {
    let path = path.as_str();
    match path.strip_prefix("themes/") {
        Some(below) => !below.split('/').any(is_debris),
        None => !is_hidden(path) && !is_debris(path),
    }
}

/// Whether a path ends as the names do that editors and systems leave beside files.
pub fn is_debris(path: &str) -> bool {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.ends_with('~')
        || name.ends_with(".swp")
        || name.ends_with(".tmp")
        || (name.starts_with('#') && name.ends_with('#'))
        || name.starts_with(".#")
        || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini" | "4913" | ".git")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::disk::MemoryDisk;

    #[test]
    fn themes_alone_are_scanned_as_with_all_the_rest() {
        let disk = MemoryDisk::with([
            ("/site/site.toml", "theme = 'own'"),
            ("/site/content/a.md", "a"),
            ("/site/content/a.png", "a"),
            ("/site/content/_data/x.toml", "x = 1"),
            ("/site/themes/own/theme.toml", "extends = 'diwan'"),
            ("/site/themes/own/templates/a.html", "a"),
        ]);
        disk.link("/site/content/b.md", "/site/content/a.md");
        disk.link("/site/themes/own/b.html", "/site/themes/own/templates/a.html");
        let root = Path::new("/site");
        let mut last = scan(&disk, root).unwrap();
        assert_eq!(last.diagnostics.len(), 2);
        disk.put("/site/themes/own/templates/a.html", "other");
        let changes: [fn(&MemoryDisk); 2] = [|_| (), |disk| disk.remove("/site/themes/own/b.html")];
        for change in changes {
            change(&disk);
            last = scan_themes(&disk, root, &last).unwrap();
            let all = scan(&disk, root).unwrap();
            assert_eq!(format!("{last:?}"), format!("{all:?}"));
        }
    }
}
