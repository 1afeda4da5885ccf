//! Kills at random moments of a build: the output is absent, exactly the old or exactly the new generation.
//!
//! `MAQAL_SIZE` is the number of kills (20 in the ordinary run), `MAQAL_SEED` chooses the moments:
//! `MAQAL_SIZE=1000 MAQAL_SEED=7 cargo test --test cli kills`.

use std::path::Path;
use std::time::{Duration, Instant};

use fastrand::Rng;

use super::maqal;
use super::site::{Site, tree};

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|value| value.parse().ok())
        .unwrap_or(usual)
}

/// Builds to the end; answers how long it took.
fn whole(root: &Path) -> Duration {
    let start = Instant::now();
    let status = maqal(&["build", root.to_str().unwrap()])
        .stdout(std::process::Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    start.elapsed()
}

/// Starts a build and kills it after `wait`.
fn killed(root: &Path, wait: Duration) {
    let mut child = maqal(&["build", root.to_str().unwrap()])
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(wait);
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn after_a_kill_the_output_is_one_whole_generation() {
    let kills = setting("MAQAL_SIZE", 20);
    let mut random = Rng::with_seed(setting("MAQAL_SEED", 20_250_304));
    let site = Site::new(60);
    let root = site.root();
    let mut took = whole(root);
    let mut old = tree(&site.public());
    for kill in 0..kills {
        let first = kill % 5 == 0;
        if first {
            std::fs::remove_dir_all(site.public()).unwrap();
        }
        let at = random.usize(..60);
        site.edit(at, &format!("word{kill}"));
        let wait = random.u64(..u64::try_from(took.as_micros()).unwrap() * 5 / 4);
        killed(root, Duration::from_micros(wait));
        let after = tree(&site.public());
        took = whole(root);
        let new = tree(&site.public());
        let absent = !first && after.is_empty();
        assert!(!absent, "kill {kill}: the output is gone");
        let is_whole = after == new || (if first { after.is_empty() } else { after == old });
        assert!(
            is_whole,
            "kill {kill} after {wait} µs: the output is neither the old nor the new generation"
        );
        let litter: Vec<_> = std::fs::read_dir(root)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert!(
            litter.iter().all(|name| !name.to_string_lossy().starts_with(".public")),
            "litter: {litter:?}"
        );
        old = new;
    }
}

/// Starts a build, interrupts it as soon as it stages pages, and answers its exit code.
fn interrupted(root: &Path) -> Option<i32> {
    let mut child = maqal(&["build", root.to_str().unwrap()])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    while !root.join(".public.maqal").exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_micros(200));
    }
    let process = child.id().to_string();
    std::process::Command::new("kill")
        .args(["-INT", &process])
        .status()
        .unwrap();
    child.wait().unwrap().code()
}

#[test]
fn an_interrupted_build_says_so_and_changes_nothing() {
    let site = Site::new(300);
    let root = site.root();
    // A build may be done before the signal arrives; one of a few is not.
    let first = (0..20).find_map(|_| {
        let code = interrupted(root);
        let absent = !site.public().exists();
        std::fs::remove_dir_all(site.public()).ok();
        (code == Some(130)).then_some(absent)
    });
    assert_eq!(first, Some(true), "an interrupted first build leaves no output");

    whole(root);
    let later = (0..20).find_map(|attempt| {
        let before = tree(&site.public());
        site.edit(attempt, "interrupted");
        (interrupted(root) == Some(130)).then(|| tree(&site.public()) == before)
    });
    assert_eq!(later, Some(true), "an interrupted build leaves the last one");
    whole(root);
}
