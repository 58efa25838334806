//! The files of the Django project: read while rustc runs, and named in the expansion, so that cargo compiles again when one of them changes.

use crate::expand::nowhere;
use crate::host::Host;
use pocket_files::Disk;
use proc_macro2::TokenStream;
use quote::quote_spanned;
use std::path::{Path, PathBuf};

/// The disk from the folder of the block's file. `None` in tests, where no file has the block, and in an editor, which expands at each key pressed and
/// shows what `cargo check` says of the project: then nothing is said here.
pub(crate) fn of_program(host: Host) -> Option<Disk> {
    if host == Host::Editor || !proc_macro::is_available() {
        return None;
    }
    let span = proc_macro::Span::call_site();
    let file = span.local_file().or_else(|| below_manifest(&span.file()))?;
    let file = std::fs::canonicalize(file).ok().filter(|file| file.is_file())?;
    file.parent().map(Disk::at)
}

/// A path of rustc's is relative to the folder that cargo ran it in: the workspace's, which is the manifest's or above it.
fn below_manifest(file: &str) -> Option<PathBuf> {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")?;
    Path::new(&manifest).ancestors().map(|folder| folder.join(file)).find(|path| path.is_file())
}

/// `include_bytes!` of each file that was read. Nothing of it is in the program; rustc lists it among what it read. A file whose name is not UTF-8 cannot
/// be written, and is checked again at start like everything else.
pub(crate) fn dependencies(disk: &Disk) -> TokenStream {
    let files: Vec<String> = disk.read().into_iter().filter_map(|path| path.into_os_string().into_string().ok()).collect();
    quote_spanned!(nowhere()=> #(const _: &[u8] = ::core::include_bytes!(#files);)*)
}
