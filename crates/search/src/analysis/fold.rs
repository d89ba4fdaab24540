//! One form for text that people write in several: ＡＢＣ, abc and ABC; 資料 and 资料.

use std::collections::HashMap;
use std::ops::Range;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use unicode_normalization::UnicodeNormalization;

/// Characters whose simplified form depends on the word they stand in.
const BY_CONTEXT: &str = "乾著藉瞭覆阪侖";

/// Text longer than this is not indexed further: no title or description needs it, and a hostile one would cost much.
const MAX_CHARS: usize = 20_000;

/// Folded text that remembers where each of its characters came from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Folded {
    /// The folded characters.
    pub chars: Vec<char>,
    /// Byte range in the original of each folded character.
    origin: Vec<(u32, u32)>,
    /// The original character was upper case (`parkName` is two words).
    upper: Vec<bool>,
}

impl Folded {
    /// Byte range in the original of a range of folded characters.
    pub fn original(&self, chars: Range<usize>) -> Range<usize> {
        if chars.is_empty() || chars.end > self.origin.len() {
            return 0..0;
        }
        self.origin[chars.start].0 as usize..self.origin[chars.end - 1].1 as usize
    }

    /// The folded text of a range of characters.
    pub fn slice(&self, chars: Range<usize>) -> String {
        self.chars[chars].iter().collect()
    }

    /// The whole folded text.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    pub fn is_upper(&self, at: usize) -> bool {
        self.upper.get(at).copied().unwrap_or(false)
    }
}

/// Letters and digits only: what two titles share that differ in spaces and punctuation.
pub(crate) fn compact(folded: &Folded) -> String {
    folded.chars.iter().filter(|c| c.is_alphanumeric()).collect()
}

/// A Chinese character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF | 0x3007)
}

/// The characters of both scripts.
const HAN: Range<u32> = 0x3400..0x9FFF;

pub(crate) struct Folder {
    opencc: OpenCC,
    simplified: HashMap<char, char>,
    /// By character from the start of [`HAN`]: it may have another form in the simplified script.
    changes: Vec<bool>,
}

impl Folder {
    pub fn new() -> Result<Folder, crate::Error> {
        let opencc = OpenCC::from_config(BuiltinConfig::T2s)
            .map_err(|error| crate::Error::Lexicon(format!("script table: {error}")))?;
        let mut simplified = HashMap::new();
        // One conversion for all: the table maps characters one to one, so positions stay aligned between separators.
        for c in HAN.filter_map(char::from_u32) {
            let converted = opencc.convert(c.encode_utf8(&mut [0; 4]));
            let mut rest = converted.chars();
            if let (Some(to), None) = (rest.next(), rest.next())
                && to != c
            {
                simplified.insert(c, to);
            }
        }
        let changes = HAN
            .map(|c| char::from_u32(c).is_some_and(|c| simplified.contains_key(&c) || BY_CONTEXT.contains(c)))
            .collect();
        Ok(Folder { opencc, simplified, changes })
    }

    pub fn fold(&self, text: &str) -> Folded {
        let mut folded = Folded::default();
        let mut changes = false;
        for (start, original) in text.char_indices().take(MAX_CHARS) {
            let end = start + original.len_utf8();
            let mut push = |c: char| {
                if c.is_control() || c == '\u{fffd}' || is_invisible(c) {
                    return;
                }
                folded.chars.push(c);
                folded.origin.push((start as u32, end as u32));
                folded.upper.push(original.is_uppercase());
            };
            if original.is_ascii() {
                push(if original.is_ascii_whitespace() { ' ' } else { original.to_ascii_lowercase() });
            } else if is_han(original) {
                let place = u32::from(original).wrapping_sub(HAN.start) as usize;
                changes |= self.changes.get(place).copied().unwrap_or(false);
                push(original);
            } else {
                std::iter::once(original).nfkc().flat_map(char::to_lowercase).for_each(|c| {
                    push(if c.is_whitespace() { ' ' } else { c });
                });
            }
        }
        if changes {
            self.simplify(&mut folded.chars);
        }
        folded
    }

    /// By phrase where the lengths agree, else character by character.
    fn simplify(&self, chars: &mut [char]) {
        let text: String = chars.iter().collect();
        let converted: Vec<char> = self.opencc.convert(&text).chars().collect();
        if converted.len() == chars.len() {
            chars.copy_from_slice(&converted);
        } else {
            for c in chars {
                if let Some(simple) = self.simplified.get(c) {
                    *c = *simple;
                }
            }
        }
    }
}

/// Marks that separate nothing and show nothing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}
