//! The files of a site before they are written: names with hashes, media types, compression, listings.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Folder of the hashed files, as `site-pkg-dir` names it for Leptos.
const PKG: &str = "pkg";
/// Length of the hash in a name: 64 bits are plenty to tell the versions of one file apart.
const HASH_CHARACTERS: usize = 16;

/// All files, by the path they are served under (without the leading slash).
#[derive(Default)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
    /// Logical name → path: `portal.css` → `pkg/portal.1f3a….css`.
    names: BTreeMap<String, String>,
    /// Written to the folder, but not served.
    beside: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Adds a file that browsers may keep for a year. Returns its name below `pkg/`.
    pub fn add_hashed(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let hash = hash(&bytes);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let hashed = format!("{stem}.{hash}.{extension}");
        self.names.insert(name.to_owned(), format!("{PKG}/{hashed}"));
        self.files.insert(format!("{PKG}/{hashed}"), bytes);
        hashed
    }

    /// Adds a file at an address that others know: `favicon.ico`.
    pub fn add_fixed(&mut self, path: &str, bytes: Vec<u8>) {
        self.files.insert(path.to_owned(), bytes);
    }

    /// Adds a file for tools; it is not served.
    pub fn add_text(&mut self, path: &str, text: String) {
        self.beside.insert(path.to_owned(), text.into_bytes());
    }

    /// Logical name → address on the site.
    pub fn addresses(&self) -> BTreeMap<String, String> {
        self.names.iter().map(|(name, path)| (name.clone(), format!("/{path}"))).collect()
    }

    /// The hash in the name of a hashed file.
    pub fn hash_of(&self, name: &str) -> Option<&str> {
        self.names.get(name)?.rsplit('.').nth(1)
    }

    /// Writes everything below `out`; files that are the same keep their time, others that lie there are removed.
    pub fn write(&self, out: &Path, strong: bool, stamp: &str) -> Result<()> {
        let mut written = BTreeSet::new();
        let mut put = |path: String, bytes: &[u8]| -> Result<()> {
            write_if_changed(&out.join(&path), bytes)?;
            written.insert(out.join(path));
            Ok(())
        };
        let mut listing = String::new();
        for (path, bytes) in &self.files {
            let media_type = media_type(path);
            put(path.clone(), bytes)?;
            let mut encodings = Vec::new();
            if is_compressible(media_type) {
                for (encoding, packed) in [("br", brotli(bytes, strong)?), ("gz", gzip(bytes)?)] {
                    if packed.len() < bytes.len() {
                        put(format!("{path}.{encoding}"), &packed)?;
                        encodings.push(encoding);
                    }
                }
            }
            listing.push_str(&format!("{path}\t{media_type}\t{}\n", encodings.join(",")));
        }
        let mut names = String::new();
        for (name, path) in &self.names {
            names.push_str(&format!("{name}\t{path}\n"));
        }
        put("files.tsv".into(), listing.as_bytes())?;
        put("names.tsv".into(), names.as_bytes())?;
        put("manifest.json".into(), serde_json::to_string_pretty(&self.names)?.as_bytes())?;
        for (path, bytes) in &self.beside {
            put(path.clone(), bytes)?;
        }
        put(super::stamp::FILE.into(), stamp.as_bytes())?;
        remove_others(out, &written)
    }

    /// Says what a reader will load, in kilobytes.
    pub fn report(&self, out: &Path) {
        for (_, path) in self.names.iter().filter(|(name, _)| name.starts_with(super::NAME)) {
            let packed = fs::metadata(out.join(format!("{path}.br"))).map_or(0, |file| file.len());
            let size = self.files[path].len();
            eprintln!("site: {path:<40} {:>8.1} KB, {:>7.1} KB br", size as f64 / 1e3, packed as f64 / 1e3);
        }
        eprintln!("site: {} files in {}", self.files.len(), out.display());
    }
}

/// Leaves the file alone when it already holds these bytes, so that cargo sees no change.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().context("a file has a folder")?)?;
    fs::write(path, bytes).with_context(|| path.display().to_string())
}

fn remove_others(folder: &Path, keep: &BTreeSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, keep)?;
            if fs::read_dir(&path)?.next().is_none() {
                fs::remove_dir(&path)?;
            }
        } else if !keep.contains(&path) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

pub fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))[..HASH_CHARACTERS].to_owned()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "txt" | "md" => "text/plain; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn is_compressible(media_type: &str) -> bool {
    media_type.starts_with("text/")
        || media_type.contains("json")
        || media_type.contains("xml")
        || media_type == "application/wasm"
        || media_type == "image/x-icon"
}

fn brotli(bytes: &[u8], strong: bool) -> Result<Vec<u8>> {
    // 11 is the strongest; 5 takes a tenth of a second for the several megabytes of a debug build.
    let quality = if strong { 11 } else { 5 };
    let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin: 22, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    // The header's time stays zero, so the same input gives the same bytes.
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(8));
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_the_hash_of_the_content() {
        let mut site = Site::default();
        let name = site.add_hashed("icons/lock.svg", b"<svg/>".to_vec());
        assert_eq!(name, format!("icons/lock.{}.svg", hash(b"<svg/>")));
        assert_eq!(site.addresses()["icons/lock.svg"], format!("/pkg/{name}"));
        assert_eq!(site.hash_of("icons/lock.svg"), Some(hash(b"<svg/>").as_str()));
    }

    #[test]
    fn writing_twice_changes_nothing_and_stale_files_go() {
        let out = std::env::temp_dir().join(format!("xtask-output-{}", std::process::id()));
        let text = "portal ".repeat(200).into_bytes();
        let mut site = Site::default();
        let first = site.add_hashed("portal.css", text.clone());
        site.write(&out, true, "1").unwrap();
        let time = fs::metadata(out.join("pkg").join(&first)).unwrap().modified().unwrap();
        fs::write(out.join("pkg/portal.old.css"), "x").unwrap();
        site.write(&out, true, "1").unwrap();
        assert_eq!(fs::metadata(out.join("pkg").join(&first)).unwrap().modified().unwrap(), time);
        assert!(!out.join("pkg/portal.old.css").exists());
        assert!(out.join("pkg").join(format!("{first}.br")).exists());
        let listing = fs::read_to_string(out.join("files.tsv")).unwrap();
        assert_eq!(listing, format!("pkg/{first}\ttext/css; charset=utf-8\tbr,gz\n"));
        let mut unpacked = Vec::new();
        let packed = fs::read(out.join("pkg").join(format!("{first}.br"))).unwrap();
        brotli::BrotliDecompress(&mut &packed[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        fs::remove_dir_all(out).unwrap();
    }
}
