//! How counts, sizes, shares and lists are written. Digits are Arabic in both languages; years and codes are never grouped.
use domain::locale::Locale;

/// A count with thousands separators: 15,926.
pub fn count(n: u64) -> String {
    group(&n.to_string())
}

/// A number as messages show it: grouped, with at most `fraction` decimals (3 if not told), no trailing zeros.
pub(crate) fn grouped(value: f64, fraction: Option<usize>) -> String {
    let text = format!("{value:.*}", fraction.unwrap_or(3));
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let rest = rest.trim_end_matches('0');
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let whole = group(digits);
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

fn group(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A file size in decimal units, the ones disk and network sizes are sold in: 832 B, 84 KB, 12.4 MB, 1.2 GB.
/// One decimal from MB on, and below 10 KB.
pub fn bytes(size: u64) -> String {
    const UNITS: [&str; 5] = ["KB", "MB", "GB", "TB", "PB"];
    if size < 1000 {
        return format!("{size} B");
    }
    let mut value = size as f64 / 1000.0;
    let mut unit = 0;
    while value >= if unit == 0 { 999.5 } else { 999.95 } && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    let decimals = if unit == 0 && value >= 9.95 { 0 } else { 1 };
    let text = format!("{value:.decimals$}");
    format!("{} {}", text.strip_suffix(".0").unwrap_or(&text), UNITS[unit])
}

/// Milliseconds as seconds with two decimals, as result lines show the time a search took: 0.04.
pub fn seconds(milliseconds: f64) -> String {
    format!("{:.2}", (milliseconds / 1000.0).max(0.0))
}

/// A share of a whole as a percentage with one decimal, the sign set off: 2.1 %. `0` of `0` is 0 %.
pub fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "0 %".into();
    }
    let share = part as f64 * 100.0 / whole as f64;
    let text = format!("{share:.1}");
    // What is there is never rounded away, what is missing is never rounded full.
    if part > 0 && text == "0.0" {
        return "< 0.1 %".into();
    }
    if part < whole && text == "100.0" {
        return "> 99.9 %".into();
    }
    format!("{} %", text.strip_suffix(".0").unwrap_or(&text))
}

/// Names in a row, in the punctuation of the language: 泊位总数、开放时间 / total, opening hours.
pub fn list<S: AsRef<str>>(locale: Locale, items: &[S]) -> String {
    let separator = match locale {
        Locale::ZhCn => "、",
        Locale::En => ", ",
    };
    items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(separator)
}

/// A text in quotation marks, the curly ones in both languages.
pub fn quoted(text: &str) -> String {
    format!("“{text}”")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped_by_thousands() {
        assert_eq!(
            [0, 7, 999, 1000, 15_926, 620_573, 1_000_000].map(count),
            ["0", "7", "999", "1,000", "15,926", "620,573", "1,000,000"]
        );
        assert_eq!(grouped(-1234.5, None), "-1,234.5");
        assert_eq!(grouped(0.0425, Some(2)), "0.04");
    }

    #[test]
    fn sizes_step_at_a_thousand() {
        assert_eq!(
            [0, 999, 1000, 8_400, 84_000, 999_949, 999_951, 12_400_000, 38_000_000, 1_230_000_000].map(bytes),
            ["0 B", "999 B", "1 KB", "8.4 KB", "84 KB", "1 MB", "1 MB", "12.4 MB", "38 MB", "1.2 GB"]
        );
    }

    #[test]
    fn a_share_is_never_rounded_to_all_or_nothing() {
        assert_eq!(percent(21, 1000), "2.1 %");
        assert_eq!(percent(0, 0), "0 %");
        assert_eq!(percent(1, 620_573), "< 0.1 %");
        assert_eq!(percent(620_572, 620_573), "> 99.9 %");
        assert_eq!(percent(5, 5), "100 %");
    }

    #[test]
    fn seconds_have_two_decimals() {
        assert_eq!(seconds(42.0), "0.04");
        assert_eq!(seconds(1234.5), "1.23");
    }
}
