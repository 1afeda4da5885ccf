//! `maqal serve`, in its plainest form: the last build on this machine's own address.

use std::path::PathBuf;
use std::sync::Arc;

use anstream::{eprintln, println};
use clap::Args;

use super::{BuildOptions, build, outcome};
use crate::disk::RealDisk;
use crate::serve::{PORT, Served, serve};

/// What `maqal serve` takes: everything that `build` takes, and a port.
#[derive(Args)]
pub struct ServeOptions {
    #[command(flatten)]
    build: BuildOptions,
    /// The port; taken ones are not moved [default: 4000 or the next that is free]
    #[arg(long)]
    port: Option<u16>,
}

/// Builds, then serves until interrupted.
pub fn run(options: &ServeOptions) -> u8 {
    let request = match options.build.request() {
        Ok(request) => request,
        Err(message) => {
            eprintln!("error: {message}");
            return outcome::USAGE;
        }
    };
    let (code, base) = build::build(&request, &options.build);
    if code != outcome::COMPLETE && code != outcome::ERRORS {
        return code;
    }
    let served = Served {
        disk: Arc::new(RealDisk),
        out: PathBuf::from(&request.out),
        base,
    };
    let announce = |address: &str| println!("serving {address} (Ctrl-C ends it)");
    match serve(served, options.port, announce) {
        Ok(()) => outcome::COMPLETE,
        Err(error) => {
            let port = options.port.unwrap_or(PORT);
            eprintln!("error: cannot listen on port {port}: {error}");
            outcome::ENVIRONMENT
        }
    }
}
