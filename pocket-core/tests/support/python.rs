//! Which Python the tests run: any that the machine has.

use pocket_core::tools::{self, PythonVersion};
use pocket_core::ui::{Level, Printer};
use pocket_core::{Error, Result};

/// The versions that Lambda has, in the order in which pocket tries them, so that the tests share their environments with a deploy.
const VERSIONS: [u8; 5] = [12, 13, 14, 11, 10];

/// The first of them that this machine has.
pub async fn version() -> Result<PythonVersion> {
    let ui = Printer::new(Level::Quiet);
    for minor in VERSIONS {
        let version = PythonVersion { major: 3, minor };
        if tools::find_interpreter(&ui, version).await?.is_some() {
            return Ok(version);
        }
    }
    Err(Error::user("there is no Python 3.10 to 3.14 on this machine").hint("apt-get install python3"))
}
