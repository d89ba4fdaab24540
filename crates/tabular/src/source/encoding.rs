//! Which encoding a text has, and the way to UTF-8.
//!
//! Trying encodings in turn is not enough: Big5 decodes as GB18030 without an error, into nonsense. So three witnesses
//! are heard: whether all is valid UTF-8, what chardetng (the detector of Firefox) takes it for, and how many pairs fall
//! among the characters GB 2312 holds. True GB text hardly leaves them; Big5 read as GB does so with every other character.

use super::TextScan;
use crate::{Control, Error, Result, Warning};
use chardetng::Utf8Detection;
use encoding_rs::{BIG5, DecoderResult, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{Read, Write};

/// An encoding and whether a byte order mark begins the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TextEncoding {
    pub encoding: &'static Encoding,
    pub bom: usize,
}

impl TextEncoding {
    pub fn label(&self) -> String {
        let name = self.encoding.name().to_ascii_lowercase();
        match (name.as_str(), self.bom) {
            ("utf-8", 3) => "utf-8-bom".to_owned(),
            _ => name,
        }
    }

    pub fn is_utf8(&self) -> bool {
        self.encoding == UTF_8
    }
}

/// A short text that people made with a spreadsheet, as a whole: UTF-8, else GB18030 as Excel writes it here. `None` for anything else.
pub fn short_text(bytes: &[u8]) -> Option<String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.trim_start_matches('\u{feff}').to_owned());
    }
    GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

/// Above this share of rare pairs it is not GB18030.
const RARE_GB: f64 = 0.10;
/// From this share of common pairs on it is GB18030 whatever a short text looks like to the detector.
const COMMON_GB: f64 = 0.60;
/// One broken byte in this many characters is damage; more is another encoding.
const DAMAGE: u64 = 20;

/// Chooses the encoding; `wanted` is a label people or publishers gave (`gb18030`, `utf-8`, `big5` …).
///
/// # Errors
/// [`Error::UnknownEncoding`] for a label nobody knows, [`Error::NulByte`] for NUL bytes in anything but UTF-16.
pub(crate) fn choose(scan: &TextScan, wanted: Option<&str>) -> Result<(TextEncoding, Option<Warning>)> {
    let marked = match &scan.head[..] {
        [0xef, 0xbb, 0xbf, ..] => Some((UTF_8, 3)),
        [0xff, 0xfe, ..] => Some((UTF_16LE, 2)),
        [0xfe, 0xff, ..] => Some((UTF_16BE, 2)),
        _ => None,
    };
    let plain = |encoding| TextEncoding { encoding, bom: 0 };
    if let Some(label) = wanted {
        let label = label.trim().trim_end_matches("-bom");
        let encoding = Encoding::for_label(label.as_bytes())
            .map(|encoding| if encoding == GBK { GB18030 } else { encoding })
            .filter(|encoding| *encoding != encoding_rs::REPLACEMENT)
            .ok_or_else(|| Error::UnknownEncoding { label: label.to_owned() })?;
        let bom = marked.filter(|(found, _)| *found == encoding);
        check_nul(scan, encoding)?;
        return Ok((TextEncoding { encoding, bom: bom.map_or(0, |(_, length)| length) }, None));
    }
    if let Some((encoding, bom)) = marked {
        check_nul(scan, encoding)?;
        return Ok((TextEncoding { encoding, bom }, None));
    }
    let [even, odd] = scan.nuls;
    let half = scan.bytes / 2;
    if even + odd > half / 3 && (even > 10 * odd || odd > 10 * even) {
        let encoding = if odd > even { UTF_16LE } else { UTF_16BE };
        return Ok((plain(encoding), Some(guessed(encoding))));
    }
    check_nul(scan, UTF_8)?;
    if scan.utf8_invalid == 0 || scan.utf8_valid > DAMAGE * scan.utf8_invalid {
        return Ok((plain(UTF_8), None));
    }
    let (common, rare) = scan.pairs.shares();
    let guess = |country| scan.detector.guess(country, Utf8Detection::Deny);
    let first = guess(Some(&b"cn"[..]));
    let is_gb = |encoding| encoding == GBK || encoding == GB18030;
    let encoding = if is_gb(first) && rare <= RARE_GB {
        GB18030
    } else if is_gb(first) {
        // The detector leans to the country it is told; with so many rare pairs it is asked again without, then for the
        // other script.
        match (guess(None), guess(Some(&b"tw"[..]))) {
            (plain, _) if !is_gb(plain) => plain,
            (_, taiwan) if taiwan == BIG5 => BIG5,
            _ => GB18030,
        }
    } else {
        let is_other_script = [EUC_JP, EUC_KR, SHIFT_JIS].contains(&first);
        let is_likely_gb = first == BIG5 || (common >= COMMON_GB && !is_other_script);
        if is_likely_gb && rare <= RARE_GB { GB18030 } else { first }
    };
    let certain = encoding == GB18030 && rare <= RARE_GB;
    Ok((plain(encoding), (!certain).then(|| guessed(encoding))))
}

fn guessed(encoding: &'static Encoding) -> Warning {
    Warning::EncodingGuessed { encoding: encoding.name().to_ascii_lowercase() }
}

fn check_nul(scan: &TextScan, encoding: &'static Encoding) -> Result<()> {
    match scan.first_nul {
        Some(offset) if encoding != UTF_16LE && encoding != UTF_16BE => Err(Error::NulByte { offset }),
        _ => Ok(()),
    }
}

/// Decodes a text to UTF-8 chunk by chunk; malformed sequences become U+FFFD and are counted.
///
/// # Errors
/// [`Error::EncodingUnclear`] if so much is malformed that this cannot be the encoding; input, output, cancellation.
pub(crate) fn decode(
    mut input: impl Read,
    encoding: TextEncoding,
    mut output: impl Write,
    control: &Control,
) -> Result<u64> {
    let mut decoder = encoding.encoding.new_decoder_without_bom_handling();
    let mut source = vec![0; 1 << 16];
    let mut target = String::with_capacity(1 << 18);
    let mut skip = encoding.bom;
    let (mut malformed, mut characters) = (0_u64, 0_u64);
    loop {
        control.check()?;
        let count = input.read(&mut source)?;
        let last = count == 0;
        let mut rest = &source[..count];
        let skipped = skip.min(rest.len());
        rest = &rest[skipped..];
        skip -= skipped;
        loop {
            let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut target, last);
            rest = &rest[read..];
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {
                    characters += target.len() as u64;
                    output.write_all(target.as_bytes())?;
                    target.clear();
                }
                DecoderResult::Malformed(..) => {
                    malformed += 1;
                    if target.capacity() - target.len() < 3 {
                        characters += target.len() as u64;
                        output.write_all(target.as_bytes())?;
                        target.clear();
                    }
                    target.push('\u{fffd}');
                }
            }
        }
        characters += target.len() as u64;
        output.write_all(target.as_bytes())?;
        target.clear();
        if last {
            break;
        }
    }
    output.flush()?;
    if malformed * DAMAGE > characters {
        return Err(Error::EncodingUnclear { tried: encoding.label(), malformed });
    }
    Ok(malformed)
}
