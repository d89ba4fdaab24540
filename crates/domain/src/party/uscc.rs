//! 统一社会信用代码 (GB 32100-2015): 18 characters, the last one a check over the others (modulus 31).
use super::{NumberFault, folded};

/// Digits and capitals without I, O, S, V, Z (GB 32100-2015, table 2): the value of a character is its place.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A code in its one spelling.
///
/// The check of the organisation code inside (GB 11714) is not asked for: codes in circulation fail it though they are registered.
///
/// # Errors
/// What keeps it from being a code.
pub fn parse(typed: &str) -> Result<String, NumberFault> {
    let code = folded(typed);
    if code.chars().count() != 18 {
        return Err(NumberFault::Length);
    }
    let values: Option<Vec<usize>> =
        code.bytes().map(|byte| ALPHABET.iter().position(|known| *known == byte)).collect();
    let values = values.ok_or(NumberFault::Character)?;
    // Characters 3 to 8 are the region of registration (GB/T 2260): digits.
    if values[2..8].iter().any(|value| *value > 9) {
        return Err(NumberFault::Region);
    }
    // Weights are the powers of 3 modulo 31.
    let (sum, _) = values[..17].iter().fold((0, 1), |(sum, weight), value| (sum + value * weight, weight * 3 % 31));
    if (31 - sum % 31) % 31 == values[17] { Ok(code) } else { Err(NumberFault::Check) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_known_organisations_are_right() {
        for code in [
            "914403001922038216",
            "91330100799655058B",
            "91100000100003962T",
            "12100000470095016Q",
            "91350100M000100Y43",
            "52520000MJ0FAKE28R",
            "11520000000000000M",
        ] {
            assert_eq!(parse(code), Ok(code.to_owned()));
        }
        assert_eq!(parse("9144 0300 7084 6113 6t"), Ok("91440300708461136T".to_owned()));
    }

    #[test]
    fn every_single_misread_character_and_every_swap_of_neighbours_is_found() {
        let code = "91330100799655058B";
        for at in 0..18 {
            for other in ALPHABET {
                let mut wrong = code.as_bytes().to_vec();
                wrong[at] = *other;
                if wrong != code.as_bytes() {
                    assert!(parse(&String::from_utf8(wrong).unwrap()).is_err());
                }
            }
        }
        for at in 0..17 {
            let mut wrong = code.as_bytes().to_vec();
            wrong.swap(at, at + 1);
            assert_eq!(parse(std::str::from_utf8(&wrong).unwrap()).is_ok(), wrong == code.as_bytes());
        }
    }

    #[test]
    fn the_reason_is_said() {
        assert_eq!(parse("914403001922038217"), Err(NumberFault::Check));
        assert_eq!(parse("91440300192203821I"), Err(NumberFault::Character));
        assert_eq!(parse("91440300192203821"), Err(NumberFault::Length));
        assert_eq!(parse("91A403001922038216"), Err(NumberFault::Region));
        assert_eq!(parse("代码代码代码代码代码代码代码代码代码"), Err(NumberFault::Character));
    }
}
