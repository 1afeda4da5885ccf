//! Files of npm packages, fetched once into the build folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// Held by whoever fetches: tests that want files of one package run beside each other.
static FETCHING: Mutex<()> = Mutex::new(());

/// A file of a package, whose BLAKE3 digest is known.
pub struct File {
    /// The package, as npm names it.
    pub package: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The path within it.
    pub path: &'static str,
    /// The digest of the file's bytes.
    pub digest: &'static str,
}

impl File {
    /// The file's text, or what to do to get it.
    pub fn text(&self) -> Result<String, String> {
        String::from_utf8(self.bytes()?).map_err(|error| format!("{}: {error}", self.path))
    }

    /// The file's bytes, or what to do to get them.
    pub fn bytes(&self) -> Result<Vec<u8>, String> {
        let File { package, version, .. } = self;
        self.fetched().map_err(|problem| {
            format!("cannot get the npm package {package}@{version}: {problem}. Install Node.js with npm and tar, and be online once.")
        })
    }

    fn fetched(&self) -> Result<Vec<u8>, String> {
        // A package of a scope is packed under a name without its signs.
        let plain = self.package.trim_start_matches('@').replace('/', "-");
        let archive = format!("{plain}-{}", self.version);
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(&archive);
        let file = folder.join("package").join(self.path);
        let fetching = FETCHING.lock().unwrap_or_else(PoisonError::into_inner);
        if !file.exists() {
            self.fetch(&folder, &archive)?;
        }
        drop(fetching);
        let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let found = blake3::hash(&bytes).to_hex();
        if found.as_str() != self.digest {
            return Err(format!("{} has another digest: {found}", file.display()));
        }
        Ok(bytes)
    }

    /// Fetches the package into a folder, which is there only when it is whole.
    fn fetch(&self, folder: &Path, archive: &str) -> Result<(), String> {
        let part = folder.with_file_name(format!("{archive}.part"));
        // What an interrupted run has left.
        for left in [&part, folder] {
            let _ = fs::remove_dir_all(left);
        }
        fs::create_dir_all(&part).map_err(|error| error.to_string())?;
        let name = format!("{}@{}", self.package, self.version);
        run(&part, Command::new("npm").args(["pack", "--silent", &name]))?;
        run(&part, Command::new("tar").args(["-xzf", &format!("{archive}.tgz")]))?;
        fs::rename(&part, folder).map_err(|error| error.to_string())
    }
}

fn run(folder: &Path, command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .current_dir(folder)
        .output()
        .map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim()))
}
