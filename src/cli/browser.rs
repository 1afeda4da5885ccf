//! The browser of the person who asks.

use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};
use std::thread;

/// What opens an address where `BROWSER` says nothing.
const OPENER: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };

/// Opens an address, which begins with `http://` and is handed over as one argument, without a shell. Answers whether a
/// program was found.
pub fn open(address: &str) -> bool {
    let named = std::env::var("BROWSER").unwrap_or_default();
    commands(&named).iter().any(|command| start(command, address))
}

/// The commands in `BROWSER`, which are separated by colons, and that of the system.
fn commands(named: &str) -> Vec<Vec<&str>> {
    let named = named.split(':').chain([OPENER]);
    named
        .map(|command| command.split_whitespace().collect::<Vec<_>>())
        .filter(|command| !command.is_empty())
        .collect()
}

/// Starts a command; `%s` in it stands for the address, which otherwise comes last.
fn start(command: &[&str], address: &str) -> bool {
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
    let Ok(mut browser) = command.spawn() else {
        return false;
    };
    // Whoever starts a process has to take its end.
    thread::spawn(move || drop(browser.wait()));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_of_the_environment() {
        assert_eq!(commands(""), [[OPENER]]);
        assert_eq!(
            commands("firefox -P x %s: :w3m"),
            [vec!["firefox", "-P", "x", "%s"], vec!["w3m"], vec![OPENER]]
        );
    }
}
