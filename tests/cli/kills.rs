//! Kills at random moments of a build: the output is absent, exactly the old or exactly the new generation.
//!
//! `MAQAL_SIZE` is the number of kills (50 in the ordinary run), `MAQAL_SEED` chooses the moments:
//! `MAQAL_SIZE=1000 MAQAL_SEED=7 cargo test --test cli kills`.

use std::path::Path;
use std::time::{Duration, Instant};

use super::maqal;
use super::site::{Site, tree};

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|value| value.parse().ok())
        .unwrap_or(usual)
}

/// Xorshift: any seed but zero gives a long sequence.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }
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
    let kills = setting("MAQAL_SIZE", 50);
    let mut random = Random(setting("MAQAL_SEED", 20_250_304).max(1));
    let site = Site::new(60);
    let root = site.root();
    let mut took = whole(root);
    let mut old = tree(&site.public());
    for kill in 0..kills {
        let first = kill % 5 == 0;
        if first {
            std::fs::remove_dir_all(site.public()).unwrap();
        }
        let at = usize::try_from(random.below(60)).unwrap();
        site.edit(at, &format!("word{kill}"));
        let wait = random.below(u64::try_from(took.as_micros()).unwrap() * 5 / 4);
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

#[test]
fn an_interrupted_build_says_so_and_changes_nothing() {
    let site = Site::new(60);
    let took = whole(site.root());
    let before = tree(&site.public());
    let mut interrupted = 0;
    for step in 1..12 {
        site.edit(step, "interrupted");
        let child = maqal(&["build", site.root().to_str().unwrap()])
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(took * u32::try_from(step).unwrap() / 14);
        let process = child.id().to_string();
        std::process::Command::new("kill")
            .args(["-INT", &process])
            .status()
            .unwrap();
        let code = child.wait_with_output().unwrap().status;
        match code.code() {
            Some(130) => {
                interrupted += 1;
                assert_eq!(tree(&site.public()), before);
            }
            Some(0) => break,
            // Before the program listens, the system itself ends it.
            None => assert_eq!(tree(&site.public()), before),
            other => panic!("exit code {other:?}"),
        }
    }
    assert!(interrupted > 0, "no build was interrupted in time");
}
