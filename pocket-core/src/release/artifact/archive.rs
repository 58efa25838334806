//! Zip files that are the same bytes for the same content.

use super::tree::Entry;
use crate::error::Context;
use crate::tools::digest;
use crate::{Error, Result};
use base64::Engine;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// One zip file of an artifact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Where it lies. The name is derived from the inputs.
    pub path: PathBuf,
    /// Hash of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// The same hash as Lambda writes it, `CodeSha256`.
    pub base64_sha256: String,
    /// Bytes of the file.
    pub size: u64,
    /// Bytes of what is in it.
    pub unpacked: u64,
}

impl Part {
    /// Reads the file that has been written and gives it its final name.
    pub(super) fn finish(unfinished: &Path, path: PathBuf, unpacked: u64) -> Result<Part> {
        let bytes = fs::read(unfinished).doing(|| format!("cannot read {}", unfinished.display()))?;
        let hash = ring::digest::digest(&ring::digest::SHA256, &bytes);
        fs::rename(unfinished, &path).doing(|| format!("cannot make {}", path.display()))?;
        Ok(Part {
            sha256: digest::to_hex(hash.as_ref()),
            base64_sha256: base64::engine::general_purpose::STANDARD.encode(hash.as_ref()),
            size: bytes.len() as u64,
            path,
            unpacked,
        })
    }

    /// Whether the file is still there, as it was written.
    pub(super) fn exists(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|metadata| metadata.len() == self.size)
    }
}

/// Already compressed: deflating these again takes time and saves nothing.
const COMPRESSED: &[&str] =
    &["avif", "br", "gif", "gz", "jpeg", "jpg", "mo", "mp3", "mp4", "png", "webm", "webp", "woff", "woff2", "xz", "zip", "zst"];

/// Writes the entries, which are sorted, with the same time and one of two modes.
pub(in crate::release) fn write(path: &Path, entries: &[Entry]) -> Result {
    let file = File::create(path).doing(|| format!("cannot write {}", path.display()))?;
    let mut zip = ZipWriter::new(BufWriter::with_capacity(1 << 20, file));
    for entry in entries {
        let bytes = fs::read(&entry.source).doing(|| format!("cannot read {}", entry.source.display()))?;
        let stored = entry.name.rsplit_once('.').is_some_and(|(_, extension)| COMPRESSED.contains(&extension));
        let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(entry.name.as_str(), options(entry.executable).compression_method(method)).map_err(|error| failed(path, error))?;
        zip.write_all(&bytes).doing(|| format!("cannot write {}", path.display()))?;
    }
    let mut file = zip.finish().map_err(|error| failed(path, error))?;
    file.flush().doing(|| format!("cannot write {}", path.display()))
}

/// Adds a file to the end of a zip file that [`write`] has made.
pub(super) fn append(path: &Path, name: &str, bytes: &[u8]) -> Result {
    let file = File::options().read(true).write(true).open(path).doing(|| format!("cannot open {}", path.display()))?;
    let mut zip = ZipWriter::new_append(file).map_err(|error| failed(path, error))?;
    zip.start_file(name, options(false)).map_err(|error| failed(path, error))?;
    zip.write_all(bytes).doing(|| format!("cannot write {}", path.display()))?;
    zip.finish().map_err(|error| failed(path, error)).map(drop)
}

/// Copies a zip file without one of its files, whose content is returned. What [`append`] then adds gives the bytes that it would have given at first.
pub(super) fn without(from: &Path, to: &Path, name: &str) -> Result<Vec<u8>> {
    let file = File::open(from).doing(|| format!("cannot open {}", from.display()))?;
    let mut source = zip::ZipArchive::new(BufReader::new(file)).map_err(|error| failed(from, error))?;
    let mut content = Vec::new();
    let found = source.by_name(name).map_err(|error| failed(from, error))?.read_to_end(&mut content);
    found.doing(|| format!("cannot read {}", from.display()))?;
    let file = File::create(to).doing(|| format!("cannot write {}", to.display()))?;
    let mut copy = ZipWriter::new(BufWriter::with_capacity(1 << 20, file));
    for index in 0..source.len() {
        let entry = source.by_index_raw(index).map_err(|error| failed(from, error))?;
        if entry.name().map_err(|error| failed(from, error))? != name {
            copy.raw_copy_file(entry).map_err(|error| failed(to, error))?;
        }
    }
    let mut file = copy.finish().map_err(|error| failed(to, error))?;
    file.flush().doing(|| format!("cannot write {}", to.display()))?;
    Ok(content)
}

/// The earliest time that a zip file can hold; modes that every account of Lambda's may read.
fn options(executable: bool) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::DEFAULT)
        .unix_permissions(if executable { 0o755 } else { 0o644 })
}

fn failed(path: &Path, error: zip::result::ZipError) -> Error {
    Error::user(format!("cannot write {}: {error}", path.display())).caused_by(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_gives_the_same_bytes() {
        let dir = std::env::temp_dir().join(format!("pocket-zip-{}", std::process::id()));
        let mut parts = Vec::new();
        for folder in ["one", "two"] {
            let folder = dir.join(folder);
            fs::create_dir_all(&folder).expect("made");
            fs::write(folder.join("a.py"), "print(1)\n".repeat(100)).expect("written");
            fs::write(folder.join("run"), "#!/bin/sh\n").expect("written");
            let entry = |name: &str, executable| Entry { name: format!("python/{name}"), source: folder.join(name), executable, size: 0 };
            let unfinished = folder.join("x.tmp");
            write(&unfinished, &[entry("a.py", false), entry("run", true)]).expect("zipped");
            append(&unfinished, "pocket.json", b"{}").expect("appended");
            parts.push(Part::finish(&unfinished, folder.join("x.zip"), 0).expect("finished"));
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        assert_eq!(parts[0].sha256, parts[1].sha256);
        assert_eq!(base64::engine::general_purpose::STANDARD.decode(&parts[0].base64_sha256).expect("base64").len(), 32);
        // Another contract in the same code, with and without the first one before it.
        let (anew, over) = (dir.join("anew.zip"), dir.join("over.zip"));
        assert_eq!(without(&parts[0].path, &anew, "pocket.json").expect("copied"), b"{}");
        fs::copy(&anew, &over).expect("copied");
        append(&over, "pocket.json", b"{\"version\": 2}").expect("appended");
        append(&anew, "pocket.json", b"{}").expect("appended");
        assert_eq!(fs::read(&anew).expect("read"), fs::read(&parts[0].path).expect("read"));
        assert_eq!(without(&over, &anew, "pocket.json").expect("copied"), b"{\"version\": 2}");

        let mut zip = zip::ZipArchive::new(File::open(&parts[0].path).expect("opened")).expect("a zip");
        let modes: Vec<_> = (0..3).map(|i| zip.by_index(i).expect("there").unix_mode().expect("a mode") & 0o777).collect();
        assert_eq!(modes, [0o644, 0o755, 0o644]);
        fs::remove_dir_all(dir).expect("removed");
    }
}
