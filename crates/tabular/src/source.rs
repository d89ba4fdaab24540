//! From a file of a stranger to bytes that may be read: hashed, unpacked within limits, looked through once.

mod encoding;
mod scan;

pub use encoding::short_text;
pub(crate) use encoding::{choose, decode};
pub(crate) use scan::TextScan;

use crate::{Control, Error, Limits, Result};
use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::TempPath;

const CHUNK: usize = 1 << 16;

/// A file as it came, or unpacked beside it.
pub(crate) struct Source {
    original: PathBuf,
    unpacked: Option<TempPath>,
    /// Of the file as it came, in hexadecimal.
    pub sha256: String,
    /// Of the file as it came.
    pub bytes: u64,
    pub gzip: bool,
    /// The first bytes, unpacked.
    pub head: Vec<u8>,
    pub scan: TextScan,
}

impl Source {
    /// Where the unpacked bytes are.
    pub fn path(&self) -> &Path {
        self.unpacked.as_deref().unwrap_or(&self.original)
    }

    pub fn open(&self) -> Result<BufReader<File>> {
        Ok(BufReader::with_capacity(CHUNK, File::open(self.path())?))
    }
}

/// Bytes looked at to know a kind.
const HEAD: usize = 4_096;

/// Reads a file once: hash, unpacking, and what its text looks like.
///
/// # Errors
/// Limits ([`Error::SourceTooLarge`], [`Error::UnpackedTooLarge`], [`Error::RatioTooHigh`]), a broken gzip, cancellation.
pub(crate) fn read_source(path: &Path, limits: &Limits, control: &Control) -> Result<Source> {
    let file = File::open(path)?;
    if file.metadata()?.len() > limits.source_bytes {
        return Err(Error::SourceTooLarge { limit: limits.source_bytes });
    }
    let mut hashing = Hashing { inner: BufReader::with_capacity(CHUNK, file), hash: Sha256::new(), bytes: 0 };
    let mut magic = Vec::new();
    (&mut hashing).take(2).read_to_end(&mut magic)?;
    let gzip = magic == [0x1f, 0x8b];
    let mut look = Look::default();
    let unpacked = if gzip {
        let mut target = tempfile::NamedTempFile::new()?;
        unpack(&magic, &mut hashing, target.as_file_mut(), &mut look, limits, control)?;
        Some(target.into_temp_path())
    } else {
        look.at(&magic);
        let mut chunk = vec![0; CHUNK];
        loop {
            control.check()?;
            let count = hashing.read(&mut chunk)?;
            if count == 0 {
                break;
            }
            look.at(&chunk[..count]);
        }
        None
    };
    std::io::copy(&mut hashing, &mut std::io::sink())?;
    look.scan.finish();
    Ok(Source {
        original: path.to_owned(),
        unpacked,
        sha256: hex::encode(hashing.hash.finalize()),
        bytes: hashing.bytes,
        gzip,
        head: look.head,
        scan: look.scan,
    })
}

fn unpack(
    magic: &[u8],
    hashing: &mut Hashing<BufReader<File>>,
    target: &mut File,
    look: &mut Look,
    limits: &Limits,
    control: &Control,
) -> Result<()> {
    let mut decoder = MultiGzDecoder::new(magic.chain(hashing));
    let mut target = BufWriter::new(target);
    let mut chunk = vec![0; CHUNK];
    let mut total = 0_u64;
    loop {
        control.check()?;
        let count =
            decoder.read(&mut chunk).map_err(|error| Error::Malformed { kind: "gzip", detail: error.to_string() })?;
        if count == 0 {
            break;
        }
        total += count as u64;
        if total > limits.unpacked_bytes {
            return Err(Error::UnpackedTooLarge { limit: limits.unpacked_bytes });
        }
        let packed = decoder.get_ref().get_ref().1.bytes.max(1);
        check_ratio(total, packed, limits)?;
        look.at(&chunk[..count]);
        target.write_all(&chunk[..count])?;
    }
    target.flush()?;
    Ok(())
}

/// # Errors
/// [`Error::RatioTooHigh`] once much came out of little.
pub(crate) fn check_ratio(unpacked: u64, packed: u64, limits: &Limits) -> Result<()> {
    if unpacked > Limits::RATIO_FROM && unpacked / packed.max(1) > limits.ratio {
        return Err(Error::RatioTooHigh { limit: limits.ratio });
    }
    Ok(())
}

struct Hashing<R> {
    inner: R,
    hash: Sha256,
    bytes: u64,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.hash.update(&buffer[..count]);
        self.bytes += count as u64;
        Ok(count)
    }
}

#[derive(Default)]
struct Look {
    head: Vec<u8>,
    scan: TextScan,
    binary: bool,
}

impl Look {
    fn at(&mut self, bytes: &[u8]) {
        if self.head.len() < HEAD {
            let room = (HEAD - self.head.len()).min(bytes.len());
            self.head.extend_from_slice(&bytes[..room]);
            self.binary = self.head.starts_with(b"PK\x03\x04")
                || self.head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
                || self.head.starts_with(b"PAR1")
                || self.head.starts_with(b"%PDF");
        }
        if !self.binary {
            self.scan.feed(bytes);
        }
    }
}
