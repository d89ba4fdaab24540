//! What the bytes of a text look like, counted over all of them, chunk by chunk.

use chardetng::{EncodingDetector, Iso2022JpDetection};

/// Counts that tell encodings apart.
pub(crate) struct TextScan {
    pub bytes: u64,
    pub head: Vec<u8>,
    pub first_nul: Option<u64>,
    /// NUL bytes at even and odd positions: UTF-16 shows many on one side.
    pub nuls: [u64; 2],
    pub utf8_valid: u64,
    pub utf8_invalid: u64,
    pub pairs: Pairs,
    pub detector: EncodingDetector,
    carry: Vec<u8>,
}

/// Double-byte characters as GB18030 would read them.
#[derive(Default)]
pub(crate) struct Pairs {
    lead: Option<u8>,
    /// Of a four-byte sequence still to come.
    skip: u8,
    /// GB 2312 level 1, the 3,755 most frequent characters, and punctuation.
    pub common: u64,
    /// The rest of GB 2312.
    pub known: u64,
    /// The extension, where Big5 text and Latin accents land.
    pub rare: u64,
    pub invalid: u64,
}

impl Default for TextScan {
    fn default() -> Self {
        TextScan {
            bytes: 0,
            head: Vec::new(),
            first_nul: None,
            nuls: [0; 2],
            utf8_valid: 0,
            utf8_invalid: 0,
            pairs: Pairs::default(),
            detector: EncodingDetector::new(Iso2022JpDetection::Deny),
            carry: Vec::new(),
        }
    }
}

impl TextScan {
    pub fn feed(&mut self, bytes: &[u8]) {
        if self.head.len() < 4 {
            let room = (4 - self.head.len()).min(bytes.len());
            self.head.extend_from_slice(&bytes[..room]);
        }
        for at in memchr::memchr_iter(0, bytes) {
            let position = self.bytes + at as u64;
            self.first_nul.get_or_insert(position);
            self.nuls[usize::from(position % 2 == 1)] += 1;
        }
        self.bytes += bytes.len() as u64;
        if bytes.is_ascii() && self.carry.is_empty() && self.pairs.at_rest() {
            // The detector needs ASCII only around other bytes; a chunk without any tells it nothing.
            return;
        }
        self.detector.feed(bytes, false);
        self.pairs.feed(bytes);
        self.utf8(bytes);
    }

    pub fn finish(&mut self) {
        self.detector.feed(b"", true);
        if !self.carry.is_empty() {
            self.utf8_invalid += 1;
        }
    }

    fn utf8(&mut self, bytes: &[u8]) {
        let joined;
        let mut rest = if self.carry.is_empty() {
            bytes
        } else {
            self.carry.extend_from_slice(bytes);
            joined = std::mem::take(&mut self.carry);
            &joined[..]
        };
        loop {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.utf8_valid += multi_byte(text.as_bytes());
                    return;
                }
                Err(error) => {
                    let (valid, after) = rest.split_at(error.valid_up_to());
                    self.utf8_valid += multi_byte(valid);
                    match error.error_len() {
                        Some(length) => {
                            self.utf8_invalid += 1;
                            rest = &after[length..];
                        }
                        None => {
                            self.carry = after.to_vec();
                            return;
                        }
                    }
                }
            }
        }
    }
}

/// Characters of more than one byte: lead bytes.
fn multi_byte(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte >= 0xc0).count() as u64
}

impl Pairs {
    fn at_rest(&self) -> bool {
        self.lead.is_none() && self.skip == 0
    }

    fn feed(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if self.skip > 0 {
                self.skip -= 1;
                continue;
            }
            match self.lead.take() {
                None if byte < 0x80 => {}
                None if byte == 0x80 || byte == 0xff => self.invalid += 1,
                None => self.lead = Some(byte),
                Some(lead) => match (lead, byte) {
                    (_, 0x30..=0x39) => {
                        self.rare += 1;
                        self.skip = 2;
                    }
                    (0xb0..=0xd7 | 0xa1 | 0xa3, 0xa1..=0xfe) => self.common += 1,
                    (0xa2..=0xf7, 0xa1..=0xfe) => self.known += 1,
                    (_, 0x40..=0x7e | 0x80..=0xfe) => self.rare += 1,
                    _ => self.invalid += 1,
                },
            }
        }
    }

    pub fn total(&self) -> u64 {
        self.common + self.known + self.rare + self.invalid
    }

    /// Shares of common and rare pairs.
    pub fn shares(&self) -> (f64, f64) {
        let total = self.total().max(1) as f64;
        (self.common as f64 / total, (self.rare + self.invalid) as f64 / total)
    }
}
