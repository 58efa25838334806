//! An image in a file, as Docker writes it: `docker save`, or BuildKit with `type=docker`. Source: Docker, "Image Specification", "Combined Image JSON + Filesystem
//! Changeset Format"; newer versions put blobs of the OCI layout under the same list.

use super::base::Base;
use super::manifest::{Below, Blob, Descriptor, Dialect, Origin, sha256};
use super::tar::Counted;
use crate::error::{Context, Error, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What was read: layers as files, compressed as registries take them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Built {
    layers: Vec<(PathBuf, Descriptor)>,
    config: Json,
}

impl Built {
    /// Whether all layers are still there, as they were written.
    pub(super) fn exists(&self) -> bool {
        self.layers.iter().all(|(path, descriptor)| fs::metadata(path).is_ok_and(|metadata| metadata.len() == descriptor.size))
    }

    /// As what lies below in an image.
    pub(super) fn base(self) -> Base {
        let digest = sha256(self.config.to_string().as_bytes());
        let layers = self.layers.into_iter().map(|(path, descriptor)| Blob { descriptor, origin: Origin::File(path) }).collect();
        Base { below: Below { dialect: Dialect::Docker, layers, config: self.config }, repository: None, digest }
    }
}

/// Reads the image, and writes its layers into a folder.
pub(super) fn read(archive: &Path, folder: &Path, architecture: &str) -> Result<Built> {
    let mut file = File::open(archive).doing(|| format!("cannot read {}", archive.display()))?;
    let names = index(&mut file).doing(|| format!("cannot read {}", archive.display()))?;
    let strange = |what: &str| {
        Error::user(format!("Docker wrote an image that pocket cannot read: {what}")).hint("docker version    # 20.10 or newer")
    };
    let list = json(&mut file, &names, "manifest.json").ok_or_else(|| strange("it has no manifest.json"))?;
    let image = &list[0];
    let config =
        image["Config"].as_str().and_then(|name| json(&mut file, &names, name)).ok_or_else(|| strange("it has no configuration"))?;
    if config["architecture"] != architecture {
        return Err(Error::user(format!("the Dockerfile builds for {}, and the functions run on {architecture}", config["architecture"]))
            .hint("delete `--platform` from FROM in the Dockerfile, or write into the block: lambda { arch: …; }"));
    }
    fs::create_dir_all(folder).doing(|| format!("cannot make {}", folder.display()))?;
    let mut layers = Vec::new();
    for (index, name) in image["Layers"].as_array().into_iter().flatten().filter_map(Json::as_str).enumerate() {
        let place = names.get(name).ok_or_else(|| strange(&format!("it has no {name}")))?;
        let path = folder.join(format!("{index}.gz"));
        let (digest, size) = layer(&mut file, place, &path).doing(|| format!("cannot write {}", path.display()))?;
        layers.push((path, Descriptor { media_type: Dialect::Docker.layer().into(), size, digest }));
    }
    Ok(Built { layers, config })
}

/// Where the content of an entry is.
#[derive(Debug, Clone, Copy)]
struct Place {
    offset: u64,
    size: u64,
}

/// The entries of a tar archive by name. A link has the place of what it leads to: older versions of Docker write equal layers so.
fn index(file: &mut File) -> std::io::Result<BTreeMap<String, Place>> {
    let (mut names, mut links, mut offset) = (BTreeMap::new(), Vec::new(), 0);
    let mut header = [0; 512];
    loop {
        file.seek(SeekFrom::Start(offset))?;
        match file.read_exact(&mut header) {
            Ok(()) if header[0] != 0 => {}
            Ok(()) => break,
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(error),
        }
        let text = |from: usize, to: usize| String::from_utf8_lossy(&header[from..to]).trim_end_matches('\0').to_owned();
        let prefix = if &header[257..262] == b"ustar" { text(345, 500) } else { String::new() };
        let name =
            if prefix.is_empty() || &header[257..264] != b"ustar\x0000" { text(0, 100) } else { format!("{prefix}/{}", text(0, 100)) };
        let size = size(&header[124..136]).ok_or_else(|| std::io::Error::other("an entry without a size"))?;
        match header[156] {
            b'0' | 0 => drop(names.insert(name, Place { offset: offset + 512, size })),
            b'1' | b'2' => links.push((name, text(157, 257))),
            _ => {}
        }
        offset += 512 + size.div_ceil(512) * 512;
    }
    for (name, target) in links {
        let beside = name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let target = pocket_model::project::join(&beside, &target);
        if let Some(place) = names.get(&target).copied() {
            names.insert(name, place);
        }
    }
    Ok(names)
}

/// Octal digits; or, above 8 GB, a binary number with its first bit set.
fn size(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        return Some(field[1..].iter().fold(0, |size, byte| size << 8 | u64::from(*byte)));
    }
    let digits = std::str::from_utf8(field).ok()?.trim_matches(['\0', ' ']);
    if digits.is_empty() { Some(0) } else { u64::from_str_radix(digits, 8).ok() }
}

fn json(file: &mut File, names: &BTreeMap<String, Place>, name: &str) -> Option<Json> {
    let place = names.get(name)?;
    file.seek(SeekFrom::Start(place.offset)).ok()?;
    serde_json::from_reader(file.take(place.size)).ok()
}

/// Writes one layer, compressed as it is or now. Its digest and size.
fn layer(file: &mut File, place: &Place, path: &Path) -> std::io::Result<(String, u64)> {
    let mut magic = [0; 2];
    file.seek(SeekFrom::Start(place.offset))?;
    file.read_exact(&mut magic)?;
    file.seek(SeekFrom::Start(place.offset))?;
    let mut content = file.take(place.size);
    let mut out = Counted::new(BufWriter::with_capacity(1 << 20, File::create(path)?));
    if magic == [0x1f, 0x8b] {
        std::io::copy(&mut content, &mut out)?;
    } else {
        let mut compressed = GzEncoder::new(out, Compression::default());
        std::io::copy(&mut content, &mut compressed)?;
        out = compressed.finish()?;
    }
    let (mut inner, digest, size) = out.finish();
    inner.flush()?;
    Ok((digest, size))
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_octal_or_binary() {
        assert_eq!(size(b"00000001750\0"), Some(1000));
        assert_eq!(size(&[0x80, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0]), Some(3 << 32));
        assert_eq!(size(b"\0\0\0\0\0\0\0\0\0\0\0\0"), Some(0));
        assert_eq!(size(b"0000000x750\0"), None);
    }
}
