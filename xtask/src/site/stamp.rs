//! Tells whether a site is still what its sources would give.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::{Options, wasm::Optimiser};
use crate::project::Project;

/// Where the stamp lies in the site's folder.
pub const FILE: &str = ".stamp";

/// Hash over everything that goes into a site, this program included.
pub fn of(project: &Project, compiled: &[(&str, Vec<u8>)], options: &Options, optimiser: &Optimiser) -> Result<String> {
    let mut digest = Sha256::new();
    digest.update(fs::read(std::env::current_exe()?)?);
    digest.update([u8::from(options.release)]);
    digest.update(optimiser.describe());
    for (name, wasm) in compiled {
        digest.update(name);
        digest.update(wasm.len().to_le_bytes());
        digest.update(wasm);
    }
    for (path, bytes) in tree(&project.root.join("style"))? {
        digest.update(path.len().to_le_bytes());
        digest.update(path);
        digest.update(bytes.len().to_le_bytes());
        digest.update(bytes);
    }
    Ok(hex::encode(digest.finalize()))
}

/// True when the folder was written with this stamp and nothing that it lists has gone.
pub fn is_current(out: &Path, stamp: &str) -> bool {
    let listed = fs::read_to_string(out.join("files.tsv")).unwrap_or_default();
    fs::read_to_string(out.join(FILE)).is_ok_and(|old| old == stamp)
        && listed.lines().filter_map(|line| line.split('\t').next()).all(|path| out.join(path).exists())
}

/// All files below a folder by their path in it; nothing when there is no such folder.
pub fn tree(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder.join(&below)) else {
            continue;
        };
        for entry in entries {
            let entry = entry?;
            let path = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if !entry.file_name().to_string_lossy().starts_with('.') {
                let name = path.to_str().context("file names are UTF-8")?.replace('\\', "/");
                files.insert(name, fs::read(folder.join(&path))?);
            }
        }
    }
    Ok(files)
}
