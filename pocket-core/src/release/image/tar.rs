//! Layers of an image: compressed tar archives that are the same bytes for the same content, on any machine.

use crate::error::Context;
use crate::tools::digest;
use crate::{Error, Result};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use ring::digest::{Context as Hash, SHA256};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// A layer, as a file of this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layer {
    /// Where it lies.
    pub path: PathBuf,
    /// Hash of the file: `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// Hash of the archive before it was compressed, which the image's configuration names.
    pub diff_id: String,
    /// Bytes of the file.
    pub size: u64,
    /// Bytes of the archive before it was compressed.
    pub unpacked: u64,
}

impl Layer {
    /// Whether the file is still there, as it was written.
    pub(super) fn exists(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|metadata| metadata.len() == self.size)
    }
}

/// The content of a file in a small layer of ours, by the end of its name; `None` when it is not in there.
pub(super) fn content(layer: &[u8], name: &str) -> Option<Vec<u8>> {
    let mut archive = Vec::new();
    GzDecoder::new(layer).read_to_end(&mut archive).ok()?;
    let mut rest = archive.as_slice();
    while let Some((header, after)) = rest.split_at_checked(BLOCK) {
        let text = |range: std::ops::Range<usize>| std::str::from_utf8(&header[range]).ok().map(|text| text.trim_end_matches('\0'));
        let size = usize::from_str_radix(text(124..136)?, 8).ok()?;
        if text(0..100)?.rsplit('/').next() == Some(name) {
            return after.get(..size).map(<[u8]>::to_vec);
        }
        rest = after.get(size.next_multiple_of(BLOCK)..)?;
    }
    None
}

/// The earliest time that a zip file can hold, so that a file has one time in both forms: 1980-01-01.
const MODIFIED: u64 = 315_532_800;

/// A tar archive consists of blocks of so many bytes, and ends in two empty ones. Source: POSIX.1-2017, "pax", "ustar Interchange Format".
const BLOCK: usize = 512;

/// Writes one archive. Files are given in the order of their names; folders come by themselves, each before what is in it.
pub(super) struct Writer {
    out: Counted<GzEncoder<Counted<BufWriter<File>>>>,
    unfinished: PathBuf,
    folders: BTreeSet<String>,
}

impl Writer {
    pub(super) fn create(path: &Path) -> Result<Writer> {
        let unfinished = path.with_extension(format!("{}.unfinished", std::process::id()));
        let file = File::create(&unfinished).doing(|| format!("cannot write {}", unfinished.display()))?;
        let compressed = GzEncoder::new(Counted::new(BufWriter::with_capacity(1 << 20, file)), Compression::default());
        Ok(Writer { out: Counted::new(compressed), unfinished, folders: BTreeSet::new() })
    }

    /// Adds a file below `root`, a folder such as `opt`. It belongs to root, and every account may read it, whoever owned it before: a function does not run as root.
    pub(super) fn file(&mut self, root: &str, name: &str, executable: bool, size: u64, content: &mut dyn Read) -> Result {
        for (end, _) in name.match_indices('/') {
            let folder = format!("{root}/{}/", &name[..end]);
            if self.folders.insert(folder.clone()) {
                self.header(&folder, 0o755, 0, b'5')?;
            }
        }
        let name = format!("{root}/{name}");
        self.header(&name, if executable { 0o755 } else { 0o644 }, size, b'0')?;
        let written = std::io::copy(&mut content.take(size), &mut self.out).doing(|| self.failed())?;
        if written != size {
            return Err(Error::user(format!("{name} became shorter while it was packed")).hint("run the same command again"));
        }
        self.pad(size)
    }

    /// Ends the archive and gives it its name.
    pub(super) fn finish(mut self, path: PathBuf) -> Result<Layer> {
        self.out.write_all(&[0; 2 * BLOCK]).doing(|| self.failed())?;
        let message = self.failed();
        let (compressed, diff_id, unpacked) = self.out.finish();
        let (mut file, digest, size) = compressed.finish().doing(|| message.clone())?.finish();
        file.flush().doing(|| message)?;
        fs::rename(&self.unfinished, &path).doing(|| format!("cannot make {}", path.display()))?;
        Ok(Layer { path, digest, diff_id, size, unpacked })
    }

    /// A name that is too long for its field, or not ASCII, comes in a record before the header.
    fn header(&mut self, name: &str, mode: u32, size: u64, kind: u8) -> Result {
        if name.len() > 100 || !name.is_ascii() {
            let record = record("path", name);
            self.block("pax", 0o644, record.len() as u64, b'x')?;
            self.out.write_all(record.as_bytes()).doing(|| self.failed())?;
            self.pad(record.len() as u64)?;
        }
        self.block(name, mode, size, kind)
    }

    fn block(&mut self, name: &str, mode: u32, size: u64, kind: u8) -> Result {
        let mut block = [0; BLOCK];
        let mut put = |at: usize, bytes: &[u8]| block[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, &name.as_bytes()[..name.len().min(100)]);
        put(100, format!("{mode:07o}\0").as_bytes());
        put(108, b"0000000\0");
        put(116, b"0000000\0");
        put(124, format!("{size:011o}\0").as_bytes());
        put(136, format!("{MODIFIED:011o}\0").as_bytes());
        put(148, b"        ");
        put(156, &[kind]);
        put(257, b"ustar\x0000");
        let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
        block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        self.out.write_all(&block).doing(|| self.failed())
    }

    fn pad(&mut self, size: u64) -> Result {
        let rest = (BLOCK - (size % BLOCK as u64) as usize) % BLOCK;
        self.out.write_all(&[0; BLOCK][..rest]).doing(|| self.failed())
    }

    fn failed(&self) -> String {
        format!("cannot write {}", self.unfinished.display())
    }
}

/// `25 path=…\n`, where the number counts itself. Source: POSIX.1-2017, "pax", "pax Extended Header".
fn record(key: &str, value: &str) -> String {
    let rest = key.len() + value.len() + 3;
    let mut length = rest + 1;
    while length != rest + length.to_string().len() {
        length = rest + length.to_string().len();
    }
    format!("{length} {key}={value}\n")
}

/// Hashes and counts what passes through.
pub(super) struct Counted<W> {
    inner: W,
    hash: Hash,
    size: u64,
}

impl<W> Counted<W> {
    pub(super) fn new(inner: W) -> Self {
        Counted { inner, hash: Hash::new(&SHA256), size: 0 }
    }

    /// What it wrote to, `sha256:…` and the count.
    pub(super) fn finish(self) -> (W, String, u64) {
        (self.inner, format!("sha256:{}", digest::to_hex(self.hash.finish().as_ref())), self.size)
    }
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

/// What a zip file of the artifact holds, as a layer: the same files, below `root`.
pub(super) fn of_zip(zip: &Path, root: &str, path: PathBuf) -> Result<Layer> {
    let reading = || format!("cannot read {}", zip.display());
    let mut archive = zip::ZipArchive::new(File::open(zip).doing(reading)?).doing(reading)?;
    let names = archive.file_names().map(|name| name.map(|name| name.into_owned()));
    let mut names: Vec<String> = names.collect::<std::result::Result<_, _>>().doing(reading)?;
    names.sort();
    let mut writer = Writer::create(&path)?;
    for name in names {
        let mut entry = archive.by_name(&name).doing(reading)?;
        let (executable, size) = (entry.unix_mode().unwrap_or_default() & 0o100 != 0, entry.size());
        writer.file(root, &name, executable, size, &mut entry)?;
    }
    writer.finish(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    fn write(path: &Path) -> Layer {
        let long = format!("python/{}/__init__.py", "long".repeat(40));
        let mut writer = Writer::create(path).expect("created");
        for (name, executable, text) in [("python/a.py", false, "print(1)\n"), (long.as_str(), false, ""), ("python/日本.txt", true, "語")]
        {
            writer.file("opt", name, executable, text.len() as u64, &mut text.as_bytes()).expect("written");
        }
        writer.finish(path.to_path_buf()).expect("finished")
    }

    #[test]
    fn an_archive_is_what_tar_reads_and_the_same_each_time() {
        let folder = std::env::temp_dir().join(format!("pocket-tar-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("made");
        let layers = ["one", "two"].map(|name| write(&folder.join(name)));
        assert_eq!((&layers[0].digest, &layers[0].diff_id, layers[0].size), (&layers[1].digest, &layers[1].diff_id, layers[1].size));
        assert_eq!(layers[0].unpacked % BLOCK as u64, 0);
        let listed =
            Command::new("tar").args(["--utc", "--quoting-style=literal", "-tvzf"]).arg(&layers[0].path).env("LC_ALL", "C").output();
        let listed = String::from_utf8(listed.expect("tar").stdout).expect("text");
        let lines: Vec<Vec<&str>> = listed.lines().map(|line| line.split_whitespace().collect()).collect();
        let long = format!("opt/python/{}/", "long".repeat(40));
        let expected = [
            ("drwxr-xr-x", "opt/python/".to_owned()),
            ("-rw-r--r--", "opt/python/a.py".to_owned()),
            ("drwxr-xr-x", long.clone()),
            ("-rw-r--r--", format!("{long}__init__.py")),
            ("-rwxr-xr-x", "opt/python/日本.txt".to_owned()),
        ];
        for (line, (mode, name)) in lines.iter().zip(&expected) {
            assert_eq!((line[0], line[1], line[3], *line.last().expect("a name")), (*mode, "0/0", "1980-01-01", name.as_str()), "{listed}");
        }
        assert_eq!(lines.len(), expected.len(), "{listed}");
        fs::remove_dir_all(folder).expect("removed");
    }

    #[test]
    fn a_record_counts_itself() {
        assert_eq!(record("path", "abc"), "12 path=abc\n");
        for length in 80..110 {
            let record = record("path", &"x".repeat(length));
            assert_eq!(record.split(' ').next().expect("a number").parse(), Ok(record.len()), "{record}");
        }
    }
}
