//! GB 18030 encoding with a table.
//!
//! The library's encoder searches its compressed index for every character, slow for millions of rows. Decoding each
//! two-byte pair once gives the table; four-byte characters are rare and left to the library.

use encoding_rs::GB18030;
use std::sync::OnceLock;

/// The pair of each character of the basic plane, 0 where there is none.
fn pairs() -> &'static [u16] {
    static PAIRS: OnceLock<Vec<u16>> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let mut pairs = vec![0; 1 << 16];
        for lead in 0x81..=0xfe_u8 {
            for trail in (0x40..=0x7e_u8).chain(0x80..=0xfe) {
                let pair_bytes = [lead, trail];
                let (text, _, malformed) = GB18030.decode(&pair_bytes);
                let mut letters = text.chars();
                if let (false, Some(letter), None) = (malformed, letters.next(), letters.next())
                    && let Some(pair) = pairs.get_mut(letter as usize)
                    && *pair == 0
                    && !is_private(letter)
                {
                    *pair = u16::from_be_bytes(pair_bytes);
                }
            }
        }
        pairs
    })
}

/// Editions of the standard differ on the private use area; the library knows which pairs to write.
fn is_private(letter: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&letter)
}

/// Appends a text; characters the encoding lacks become `?` and are counted.
pub(super) fn encode(text: &str, bytes: &mut Vec<u8>) -> u64 {
    let pairs = pairs();
    let mut unmappable = 0;
    let mut buffer = [0; 4];
    for letter in text.chars() {
        if letter.is_ascii() {
            bytes.push(letter as u8);
            continue;
        }
        match pairs.get(letter as usize) {
            Some(pair) if *pair != 0 => bytes.extend_from_slice(&pair.to_be_bytes()),
            _ => {
                let (encoded, _, lacks) = GB18030.encode(letter.encode_utf8(&mut buffer));
                if lacks {
                    unmappable += 1;
                    bytes.push(b'?');
                } else {
                    bytes.extend_from_slice(&encoded);
                }
            }
        }
    }
    unmappable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_the_library_says() {
        let mut buffer = [0; 4];
        let mut bytes = Vec::new();
        for letter in '\u{80}'..='\u{ffff}' {
            // The library takes long for each; every pair the table has is looked at, and some of the others.
            if pairs()[letter as usize] == 0 && !(letter as u32).is_multiple_of(16) {
                continue;
            }
            let (wanted, _, lacks) = GB18030.encode(letter.encode_utf8(&mut buffer));
            bytes.clear();
            let unmappable = encode(&letter.to_string(), &mut bytes);
            assert_eq!(unmappable == 1, lacks, "{letter:?}");
            if !lacks {
                assert_eq!(bytes, *wanted, "{letter:?}");
            }
        }
    }
}
