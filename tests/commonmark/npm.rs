//! Files of npm packages, fetched once into the build folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The text of a file of a package, or what to do to get it.
pub fn file(package: &str, version: &str, path: &str) -> Result<String, String> {
    text(package, version, path).map_err(|problem| {
        format!("cannot get the npm package {package}@{version}: {problem}. Install Node.js with npm and tar, and be online once.")
    })
}

fn text(package: &str, version: &str, path: &str) -> Result<String, String> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{package}-{version}"));
    let file = folder.join("package").join(path);
    if !file.exists() {
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let name = format!("{package}@{version}");
        run(&folder, Command::new("npm").args(["pack", "--silent", &name]))?;
        let archive = format!("{package}-{version}.tgz");
        run(&folder, Command::new("tar").args(["-xzf", &archive]))?;
    }
    fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))
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
