//! Who runs the macro.

/// The process that the macro runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Host {
    /// rustc, or what stands in for it.
    Compiler,
    /// The server in which rust-analyzer runs macros. It gets more than rustc: what hover, completion and "go to definition" look at.
    Editor,
}

impl Host {
    /// By the name of the executable, which is the only difference: rust-analyzer sets no variable that cargo does not set too, and a `cfg` in the
    /// expansion would be an unknown one in the user's crate. It is `rust-analyzer-proc-macro-srv`, or `rust-analyzer` itself.
    pub(crate) fn of_process() -> Self {
        let name = std::env::current_exe().ok().and_then(|path| Some(path.file_stem()?.to_string_lossy().into_owned()));
        match name {
            Some(name) if name.contains("rust-analyzer") => Host::Editor,
            _ => Host::Compiler,
        }
    }
}
