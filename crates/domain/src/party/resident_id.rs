//! 公民身份号码 (GB 11643-1999): region, day of birth, order, check character (ISO 7064, MOD 11-2).
use super::{NumberFault, folded};
use chrono::NaiveDate;

/// The first two digits are one of these: provinces (GB/T 2260), Hong Kong, Macao and Taiwan residence (81–83).
const PROVINCES: [u32; 34] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65, 71, 81, 82,
];

/// A number in its one spelling. `today` is the legal date: nobody is born later.
///
/// # Errors
/// What keeps it from being a number.
pub fn parse(typed: &str, today: NaiveDate) -> Result<String, NumberFault> {
    let number = folded(typed);
    if number.chars().count() != 18 {
        return Err(NumberFault::Length);
    }
    let (body, last) = number.split_at_checked(17).ok_or(NumberFault::Character)?;
    if !body.bytes().all(|byte| byte.is_ascii_digit()) || !matches!(last.as_bytes(), [b'0'..=b'9' | b'X']) {
        return Err(NumberFault::Character);
    }
    let part = |from: usize, to: usize| body[from..to].parse::<u32>().unwrap_or_default();
    if !PROVINCES.contains(&part(0, 2)) && part(0, 2) != 83 {
        return Err(NumberFault::Region);
    }
    let year = i32::try_from(part(6, 10)).unwrap_or_default();
    let born = NaiveDate::from_ymd_opt(year, part(10, 12), part(12, 14)).ok_or(NumberFault::Birth)?;
    if born > today || year < 1800 {
        return Err(NumberFault::Birth);
    }
    // ISO 7064 MOD 11-2: weight of the place n from the right is 2^n mod 11.
    let sum = body.bytes().fold(0, |sum, byte| (sum + u32::from(byte - b'0')) * 2 % 11);
    let check = (12 - sum) % 11;
    let given = if last == "X" { 10 } else { last.parse().unwrap_or(11) };
    if check == given { Ok(number) } else { Err(NumberFault::Check) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
    }

    #[test]
    fn the_examples_of_the_standard_and_synthetic_numbers_are_right() {
        for number in ["11010519491231002X", "440524188001010014", "110101199003070011", "11010119900307002X"] {
            assert_eq!(parse(number, today()), Ok(number.to_owned()));
        }
        assert_eq!(parse("110105 19491231 002x", today()), Ok("11010519491231002X".to_owned()));
    }

    #[test]
    fn every_misread_digit_is_found() {
        let number = "110101199003070011";
        for at in 0..18 {
            for other in b'0'..=b'9' {
                let mut wrong = number.as_bytes().to_vec();
                wrong[at] = other;
                if wrong != number.as_bytes() {
                    assert!(parse(&String::from_utf8(wrong).unwrap(), today()).is_err());
                }
            }
        }
    }

    #[test]
    fn the_reason_is_said() {
        assert_eq!(parse("1101011990030700", today()), Err(NumberFault::Length));
        assert_eq!(parse("11010119900307001A", today()), Err(NumberFault::Character));
        assert_eq!(parse("张10101199003070011", today()), Err(NumberFault::Character));
        assert_eq!(parse("990101199003070011", today()), Err(NumberFault::Region));
        assert_eq!(parse("110101199002300011", today()), Err(NumberFault::Birth));
        assert_eq!(parse("110101299003070011", today()), Err(NumberFault::Birth));
        assert_eq!(parse("110101199003070012", today()), Err(NumberFault::Check));
    }
}
