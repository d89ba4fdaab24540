//! How large a record and its parts may be. Beyond the first four a record is refused: cutting a text would falsify it.
use super::{Refusal, clean};

/// Sizes in characters unless said otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a line.
    pub line_bytes: usize,
    pub title: usize,
    pub description: usize,
    /// Names, contacts and codes.
    pub short: usize,
    pub tag: usize,
    /// Tags of a record.
    pub tags: usize,
    /// Bytes of an address.
    pub address_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            line_bytes: 1 << 20,
            title: 300,
            description: 20_000,
            short: 200,
            tag: 40,
            tags: 50,
            address_bytes: 2_000,
        }
    }
}

impl Limits {
    pub(super) fn bytes(&self, field: &str, found: usize, limit: usize) -> Result<(), Refusal> {
        if found > limit { Err(Refusal::TooLong { field: field.to_owned(), limit, found }) } else { Ok(()) }
    }

    pub(super) fn chars(&self, field: &str, text: &str, limit: usize) -> Result<(), Refusal> {
        // Bytes bound characters, so that short texts are not counted.
        if text.len() <= limit { Ok(()) } else { self.bytes(field, text.chars().count(), limit) }
    }

    /// Whether a link may be shown: http or https, no blanks, not endless.
    pub(super) fn is_address(&self, text: &str) -> bool {
        let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
        let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
        rest.is_some()
            && text.len() > 10
            && text.len() <= self.address_bytes
            && !text.contains(|c: char| c.is_whitespace() || c.is_control())
    }

    /// Tags fit to show, each once, and how many were left out. Single characters and punctuation are what word segmentation left over.
    pub(super) fn tags(&self, stated: &[String]) -> (Vec<String>, usize) {
        let mut tags: Vec<String> = Vec::new();
        let mut dropped = 0;
        for tag in stated.iter().map(|t| clean::line(t)).filter(|t| clean::stated(t).is_some()) {
            let length = tag.chars().count();
            let word = length > 1 && tag.chars().any(char::is_alphanumeric);
            if !word || tags.contains(&tag) {
                continue;
            }
            if length > self.tag || tags.len() == self.tags {
                dropped += 1;
            } else {
                tags.push(tag);
            }
        }
        (tags, dropped)
    }
}
