//! A small bilingual site in a folder of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A site that is removed with the value.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// `pairs` articles in Arabic and English.
    pub fn new(pairs: usize) -> Self {
        let site = Site {
            folder: tempfile::tempdir().unwrap(),
        };
        site.write(
            "site.toml",
            "base_url = \"https://example.org\"\ntitle = \"Site\"\nlanguages = [\"ar\", \"en\"]\n",
        );
        for at in 0..pairs {
            site.edit(at, "first");
        }
        site
    }

    /// Writes both files of an article.
    pub fn edit(&self, at: usize, word: &str) {
        let day = at % 28 + 1;
        let en = format!(
            "---\ntitle: Article {at}\ndate: 2025-01-{day:02}\n---\n\n## Why\n\nThe {word} text of article {at}.\n\n```rust\nfn main() {{}}\n```\n"
        );
        let ar = format!(
            "---\ntitle: مقال {at}\ndate: 2025-01-{day:02}\n---\n\n## لماذا\n\nنص {word} للمقال {at} عن C++.\n\n```rust\nfn main() {{}}\n```\n"
        );
        self.write(&format!("content/articles/a{at}.en.md"), &en);
        self.write(&format!("content/articles/a{at}.ar.md"), &ar);
    }

    /// Writes one file.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The root.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The usual output folder.
    pub fn public(&self) -> PathBuf {
        self.folder.path().join("public")
    }
}

/// Every file below a folder with its bytes.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(
                    path.strip_prefix(folder).unwrap().to_path_buf(),
                    fs::read(&path).unwrap(),
                );
            }
        }
    }
    files
}
