//! A release's parts as folders of this machine: what `/var/task` and `/opt` are in a function.

use crate::aws::{Calling, Clients};
use crate::drivers::artifacts;
use crate::error::{Context, Error, Result};
use crate::tools::{cache_dir, create_dir};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What nobody used for so long is deleted.
const UNUSED: Duration = Duration::from_secs(7 * 24 * 3600);

/// The folder that holds a part of the deploy bucket unpacked. Kept for the next time: the content is in its name.
///
/// # Errors
/// S3's; a part that was deleted; a full disk.
pub async fn unpacked(aws: &Clients, bucket: &str, sha256: &str) -> Result<PathBuf> {
    let parent = cache_dir()?.join("unpacked");
    create_dir(&parent)?;
    let folder = parent.join(sha256);
    if !folder.is_dir() {
        let key = artifacts::key(sha256, "zip");
        let call = aws.s3.get_object().bucket(bucket).key(&key);
        let object = match call.send().await.calling("s3:GetObject", format!("`{key}` of bucket `{bucket}`")) {
            Err(failure) if failure.is_not_found() => {
                return Err(Error::user(format!("the live release's `{key}` is not in bucket `{bucket}`")).hint("cargo run -- deploy"));
            }
            object => object?,
        };
        let bytes = object.body.collect().await.doing(|| format!("`{key}` broke off"))?.into_bytes();
        let partial = parent.join(format!(".{sha256}-{}", std::process::id()));
        let unpacking = || format!("cannot unpack {key} into {}", partial.display());
        zip::ZipArchive::new(std::io::Cursor::new(&bytes[..])).doing(unpacking)?.extract(&partial).doing(unpacking)?;
        if let Err(error) = fs::rename(&partial, &folder) {
            fs::remove_dir_all(&partial).doing(unpacking)?;
            // Somebody else was faster: the content is the same.
            if !folder.is_dir() {
                return Err(error.into());
            }
        }
    }
    fs::File::open(&folder)?.set_modified(SystemTime::now())?;
    forget(&parent);
    Ok(folder)
}

/// Nothing depends on it, so it fails quietly.
fn forget(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let modified = entry.metadata().and_then(|metadata| metadata.modified());
        if modified.is_ok_and(|modified| modified.elapsed().is_ok_and(|age| age > UNUSED)) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
