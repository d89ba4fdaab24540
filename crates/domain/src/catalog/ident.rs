//! Public codes: what stands in addresses instead of the UUID (design §4 Identity). A code is the beginning of a SHA-256 in Crockford's
//! base32, lower case, ten characters (50 bits), so it is the same on every machine and after every import; on a collision it is made
//! longer. Dataset codes hash `portal ‖ 0x1f ‖ source key`; tables and bodies put 0x1e and their kind before theirs, so that the three
//! never share an input.
use sha2::{Digest, Sha256};

/// Crockford's alphabet: no i, l, o (misread) and no u.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Usual length of a code in characters.
pub const CODE_LENGTH: usize = 10;
/// Longest code: the whole hash.
pub const MAX_CODE_LENGTH: usize = 52;

/// Code of a dataset. `taken` says whether another dataset already has a code.
pub fn dataset_code(portal: &str, source_key: &str, taken: impl Fn(&str) -> bool) -> String {
    shortest_free(&[portal, source_key], None, taken)
}

/// Code of a table: one sheet of one file of a dataset. Files keep their names from version to version, and so tables their codes.
pub fn table_code(dataset: &str, file_name: &str, sheet: Option<&str>, taken: impl Fn(&str) -> bool) -> String {
    shortest_free(&[dataset, file_name, sheet.unwrap_or_default()], Some("table"), taken)
}

/// Code of a body, from its region and normalised name.
pub fn body_code(region: &str, name: &str, taken: impl Fn(&str) -> bool) -> String {
    shortest_free(&[region, name], Some("body"), taken)
}

/// A code as someone typed it: case, hyphens and blanks do not matter, o is 0, i and l are 1. `None` if it can be no code.
pub fn normalise(typed: &str) -> Option<String> {
    let mut code = String::with_capacity(CODE_LENGTH);
    for c in typed.trim().chars().filter(|c| !matches!(c, '-' | ' ')) {
        let c = match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            c => c,
        };
        if !c.is_ascii() || !ALPHABET.contains(&(c as u8)) || code.len() == MAX_CODE_LENGTH {
            return None;
        }
        code.push(c);
    }
    (code.len() >= CODE_LENGTH).then_some(code)
}

fn shortest_free(parts: &[&str], kind: Option<&str>, taken: impl Fn(&str) -> bool) -> String {
    let mut hash = Sha256::new();
    if let Some(kind) = kind {
        hash.update([0x1e]);
        hash.update(kind);
        hash.update([0x1e]);
    }
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            hash.update([0x1f]);
        }
        hash.update(part);
    }
    let whole = base32(&hash.finalize());
    // Two inputs that share the whole hash do not occur; then the longest form stands.
    (CODE_LENGTH..MAX_CODE_LENGTH).map(|n| &whole[..n]).find(|code| !taken(code)).unwrap_or(&whole).to_owned()
}

fn base32(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(MAX_CODE_LENGTH);
    let (mut buffer, mut bits) = (0u32, 0u32);
    for &byte in bytes {
        buffer = (buffer << 8) | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(char::from(ALPHABET[(buffer >> bits) as usize & 31]));
        }
        buffer &= (1 << bits) - 1;
    }
    if bits > 0 {
        out.push(char::from(ALPHABET[(buffer << (5 - bits)) as usize & 31]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base32_agrees_with_known_values() {
        // Crockford's alphabet on the RFC 4648 examples.
        assert_eq!(base32(b"f"), "cr");
        assert_eq!(base32(b"foobar"), "csqpyrk1e8");
        assert_eq!(base32(&[0xff; 5]), "zzzzzzzz");
        assert_eq!(base32(&[0; 32]).len(), MAX_CODE_LENGTH);
    }

    #[test]
    fn a_dataset_code_is_the_same_everywhere_and_forever() {
        let code = dataset_code(
            "zhejiang_zhejiang",
            "url\u{1f}https://data.zjzwfw.gov.cn/jdop_front/detail/data.do?iid=4208",
            |_| false,
        );
        assert_eq!(code, "zxpd92ywty");
    }

    #[test]
    fn a_taken_code_is_made_longer() {
        let first = dataset_code("p", "k", |_| false);
        let longer = dataset_code("p", "k", |code| code == first);
        assert_eq!(longer.len(), CODE_LENGTH + 1);
        assert!(longer.starts_with(&first));
        assert_eq!(dataset_code("p", "k", |_| true).len(), MAX_CODE_LENGTH);
    }

    #[test]
    fn kinds_and_parts_never_share_an_input() {
        let free = |_: &str| false;
        assert_ne!(dataset_code("table", "x", free), table_code("x", "", None, free));
        assert_ne!(body_code("330100", "x", free), table_code("330100", "x", None, free));
        assert_ne!(dataset_code("ab", "c", free), dataset_code("a", "bc", free));
        assert_ne!(table_code("d", "f.xlsx", Some("甲"), free), table_code("d", "f.xlsx", Some("乙"), free));
    }

    #[test]
    fn typed_codes_are_read_kindly() {
        assert_eq!(normalise(" ABCDE-01234 ").as_deref(), Some("abcde01234"));
        assert_eq!(normalise("OILoil0123").as_deref(), Some("0110110123"));
        for wrong in ["", "abc", "uuuuuuuuuu", "公共汽车站点信息表格数", "abcde_1234", &"a".repeat(53)] {
            assert_eq!(normalise(wrong), None, "{wrong}");
        }
    }
}
