//! The program `pocket`: explains what pocket refuses, also to whom the own program does not compile. See `pocket_core::pocket`.

use std::process::ExitCode;

fn main() -> ExitCode {
    pocket_core::pocket(std::env::args_os())
}
