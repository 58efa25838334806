//! Which Python the tests run: any that the machine has.

use pocket_core::tools::{self, PythonVersion};
use pocket_core::ui::{Level, Printer};
use pocket_core::{Error, Result};

/// The versions that Lambda has, in the order in which pocket tries them, so that the tests share their environments with a deploy.
const VERSIONS: [u8; 5] = [12, 13, 14, 11, 10];

/// Those of them that this machine has; at least one.
pub async fn versions() -> Result<Vec<PythonVersion>> {
    let ui = Printer::new(Level::Quiet);
    let mut found = Vec::new();
    for minor in VERSIONS {
        let version = PythonVersion { major: 3, minor };
        if tools::find_interpreter(&ui, version).await?.is_some() {
            found.push(version);
        }
    }
    if found.is_empty() {
        return Err(Error::user("there is no Python 3.10 to 3.14 on this machine").hint("apt-get install python3"));
    }
    Ok(found)
}

/// The first of them.
pub async fn version() -> Result<PythonVersion> {
    Ok(versions().await?[0])
}
