//! The browser of the person who asks.

use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What opens an address where `BROWSER` says nothing.
const OPENER: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };

/// A program that fails sooner has shown nothing.
const SOON: Duration = Duration::from_secs(10);

/// Opens an address, which begins with `http://` and is handed over as one argument, without a shell. Tells `failed` where
/// no program shows it.
pub fn open(address: String, failed: impl FnOnce() + Send + 'static) {
    // Whoever starts a process has to take its end, which may come with that of the browser.
    thread::spawn(move || {
        let named = std::env::var("BROWSER").unwrap_or_default();
        if !commands(&named).iter().any(|command| shows(command, &address)) {
            failed();
        }
    });
}

/// The commands in `BROWSER`, which are separated by colons, and that of the system.
fn commands(named: &str) -> Vec<Vec<&str>> {
    let named = named.split(':').chain([OPENER]);
    named
        .map(|command| command.split_whitespace().collect::<Vec<_>>())
        .filter(|command| !command.is_empty())
        .collect()
}

/// Runs a command, and answers whether the address was shown; `%s` in it stands for the address, which otherwise comes last.
fn shows(command: &[&str], address: &str) -> bool {
    let Some((program, arguments)) = command.split_first() else {
        return false;
    };
    let mut arguments: Vec<String> = arguments.iter().map(|word| word.replace("%s", address)).collect();
    if !command.iter().any(|word| word.contains("%s")) {
        arguments.push(address.to_owned());
    }
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // Ctrl-C ends the server and not the browser.
        .process_group(0);
    let started = Instant::now();
    command
        .status()
        .is_ok_and(|status| status.success() || started.elapsed() > SOON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_not_there_or_fails_shows_nothing() {
        assert!(shows(&["true"], "http://127.0.0.1/"));
        assert!(!shows(&["false"], "http://127.0.0.1/"));
        assert!(!shows(&["/no/such/program"], "http://127.0.0.1/"));
        assert!(!shows(&[], "http://127.0.0.1/"));
    }

    #[test]
    fn commands_of_the_environment() {
        assert_eq!(commands(""), [[OPENER]]);
        assert_eq!(
            commands("firefox -P x %s: :w3m"),
            [vec!["firefox", "-P", "x", "%s"], vec!["w3m"], vec![OPENER]]
        );
    }
}
