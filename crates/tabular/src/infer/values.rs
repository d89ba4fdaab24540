//! Which forms a single value has.

use super::{DType, dates};

/// A set of forms a value can be read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Forms(u16);

impl Forms {
    pub const INTEGER: Forms = Forms(1);
    pub const NUMBER: Forms = Forms(1 << 1);
    /// Plain or with thousands separators.
    pub const INTEGER_THOUSANDS: Forms = Forms(1 << 2);
    pub const THOUSANDS: Forms = Forms(1 << 3);
    pub const PERCENT: Forms = Forms(1 << 4);
    pub const BOOLEAN: Forms = Forms(1 << 5);
    pub const DATE: Forms = Forms(1 << 6);
    /// Eight digits that make a date.
    pub const COMPACT_DATE: Forms = Forms(1 << 7);
    pub const DATETIME: Forms = Forms(1 << 8);
    pub const TIME: Forms = Forms(1 << 9);
    pub const ALL: Forms = Forms(u16::MAX);
    const NONE: Forms = Forms(0);

    pub fn and(self, other: Forms) -> Forms {
        Forms(self.0 & other.0)
    }

    const fn or(self, other: Forms) -> Forms {
        Forms(self.0 | other.0)
    }

    pub fn has(self, other: Forms) -> bool {
        self.0 & other.0 == other.0
    }

    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    pub fn only_thousands(self) -> bool {
        self.has(Forms::THOUSANDS) && !self.has(Forms::NUMBER)
    }

    /// Whether all values can be read as this type.
    pub fn allow(self, dtype: DType) -> bool {
        match dtype {
            DType::Text => true,
            DType::Integer => self.has(Forms::INTEGER) || self.has(Forms::INTEGER_THOUSANDS),
            DType::Number => self.has(Forms::NUMBER) || self.has(Forms::THOUSANDS),
            DType::Boolean => self.has(Forms::BOOLEAN),
            DType::Date => self.has(Forms::DATE) || self.has(Forms::COMPACT_DATE),
            DType::DateTime => self.has(Forms::DATETIME),
            DType::Time => self.has(Forms::TIME),
        }
    }
}

const FRACTION: Forms = Forms::NUMBER.or(Forms::THOUSANDS);
const WHOLE: Forms = FRACTION.or(Forms::INTEGER).or(Forms::INTEGER_THOUSANDS);
const GROUPED_WHOLE: Forms = Forms::THOUSANDS.or(Forms::INTEGER_THOUSANDS);

/// Integers up to 15 digits are what spreadsheets and JavaScript hold exactly; longer ones are numbers of papers.
const MAX_DIGITS: usize = 15;
/// A double gives back at most 17 significant digits.
const MAX_SIGNIFICANT: usize = 17;

/// The forms of a value that is not empty and has no blanks around it.
pub(crate) fn forms(value: &str) -> Forms {
    let bytes = value.as_bytes();
    match bytes[0] {
        b'0'..=b'9' => {
            if let Some(plain) = value.strip_suffix('%') {
                return if numeric(plain).has(FRACTION) { Forms::PERCENT } else { Forms::NONE };
            }
            let numeric = numeric(value);
            if numeric.is_none() {
                calendar(value)
            } else if bytes.len() == 8 && dates::compact_date(value).is_some() {
                numeric.or(Forms::COMPACT_DATE)
            } else {
                numeric
            }
        }
        b'-' | b'.' => match value.strip_suffix('%') {
            Some(plain) if numeric(plain).has(FRACTION) => Forms::PERCENT,
            Some(_) => Forms::NONE,
            None => numeric(value),
        },
        b't' | b'T' | b'f' | b'F' if boolean(value).is_some() => Forms::BOOLEAN,
        _ => Forms::NONE,
    }
}

/// `true` or `false` in any case.
pub(crate) fn boolean(value: &str) -> Option<bool> {
    if value.eq_ignore_ascii_case("true") {
        Some(true)
    } else if value.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}

fn calendar(value: &str) -> Forms {
    if dates::date(value).is_some() {
        Forms::DATE.or(Forms::DATETIME)
    } else if dates::datetime(value).is_some() {
        Forms::DATETIME
    } else if dates::time(value).is_some() {
        Forms::TIME
    } else {
        Forms::NONE
    }
}

fn numeric(value: &str) -> Forms {
    let unsigned = value.strip_prefix('-').unwrap_or(value);
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (&unsigned[..at], Some(&unsigned[at + 1..])),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    if let Some(exponent) = exponent {
        // 12E4 is a product code as often as a number; 1.2E4 and 1E-5 are numbers.
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        if (fraction.is_none() && digits.len() == exponent.len()) || digits.len() > 3 || !all_digits(digits) {
            return Forms::NONE;
        }
    }
    if fraction.is_some_and(|digits| !digits.is_empty() && !all_digits(digits)) {
        return Forms::NONE;
    }
    let grouped = whole.contains(',');
    let ok = if grouped {
        well_grouped(whole)
    } else {
        all_digits(whole) || (whole.is_empty() && fraction.is_some_and(|f| !f.is_empty()))
    };
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    if !ok || leading_zero {
        return Forms::NONE;
    }
    let digits = whole.bytes().filter(u8::is_ascii_digit).count();
    if digits > MAX_DIGITS {
        return Forms::NONE;
    }
    let fraction_digits = fraction.unwrap_or_default().trim_end_matches('0');
    let significant = if whole.is_empty() || whole == "0" {
        fraction_digits.trim_start_matches('0').len()
    } else {
        digits + fraction_digits.len()
    };
    if significant > MAX_SIGNIFICANT {
        return Forms::NONE;
    }
    let is_whole = fraction.is_none() && exponent.is_none() && value != "-0";
    match (is_whole, grouped) {
        (true, false) => WHOLE,
        (true, true) => GROUPED_WHOLE,
        (false, false) => FRACTION,
        (false, true) => Forms::THOUSANDS,
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn well_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && all_digits(first) && groups.all(|group| group.len() == 3 && all_digits(group))
}

/// Reads a number in any form [`forms`] takes for one.
pub(crate) fn number(value: &str) -> Option<f64> {
    let plain = value.strip_suffix('%').unwrap_or(value);
    if numeric(plain).is_none() {
        return None;
    }
    if plain.contains(',') { plain.replace(',', "").parse().ok() } else { plain.parse().ok() }
}
