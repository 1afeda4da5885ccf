//! The `maqal` program: hands its arguments to the library and becomes an exit code.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(maqal::cli::run(std::env::args_os()))
}
