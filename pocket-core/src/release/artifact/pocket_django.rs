//! The Python package that runs beside Django, as it was when this crate was compiled.

use crate::Result;
use crate::error::Context;
use crate::tools::digest::Key;
use std::fs;
use std::path::Path;

/// Path in the package and content, sorted.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/pocket_django.rs"));

/// The hash of the package.
pub(super) fn digest() -> String {
    FILES.iter().fold(Key::new("pocket_django"), |key, (name, bytes)| key.with(name).with(bytes)).finish()
}

/// Writes the package into a folder of packages.
pub(super) fn write(packages: &Path) -> Result {
    for (name, bytes) in FILES {
        let path = packages.join("pocket_django").join(name);
        fs::create_dir_all(path.parent().unwrap_or(packages))?;
        fs::write(&path, bytes).doing(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_handlers_are_in_it() {
        for module in ["web.py", "manage.py", "settings.py", "__init__.py"] {
            assert!(FILES.iter().any(|(name, bytes)| *name == module && !bytes.is_empty()), "{module}");
        }
    }
}
