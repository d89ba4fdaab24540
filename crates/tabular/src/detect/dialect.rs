//! Which character stands between values.

use crate::records::{Dialect, Record, Records};
use crate::{Error, Limits};

/// In order of preference where two explain a text equally well.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// Records looked at.
const RECORDS: usize = 100;

/// Guesses the dialect from the beginning of a text in UTF-8. `complete` says whether `sample` is the whole text.
pub(crate) fn guess(sample: &str, complete: bool, limits: &Limits) -> Dialect {
    let sample = match sample.rfind(['\n', '\r']) {
        Some(end) if !complete => &sample[..=end],
        _ => sample,
    };
    let mut best = Dialect { delimiter: b',', quoting: true };
    let mut best_score = 0.0;
    for delimiter in DELIMITERS {
        for quoting in [true, false] {
            let dialect = Dialect { delimiter, quoting };
            if let Some(score) = score(sample, dialect, limits)
                && score > best_score + 1e-9
            {
                best = dialect;
                best_score = score;
            }
        }
    }
    best
}

/// How alike the records are in width: the share of those with the most frequent width above one, slightly more for
/// more columns. `None` where the dialect cannot read the text.
fn score(sample: &str, dialect: Dialect, limits: &Limits) -> Option<f64> {
    let mut records = Records::new(sample.as_bytes(), dialect, *limits);
    let mut record = Record::default();
    let mut widths = Vec::new();
    while widths.len() < RECORDS {
        match records.read(&mut record) {
            Ok(true) if record.is_blank() => {}
            Ok(true) => widths.push(record.len()),
            Ok(false) => break,
            // The sample may be cut inside quotes.
            Err(Error::UnclosedQuote { .. }) if widths.len() > 1 => break,
            Err(_) => return None,
        }
    }
    let mut sorted = widths.clone();
    sorted.sort_unstable();
    let (mut mode, mut count) = (1, 0);
    for run in sorted.chunk_by(|a, b| a == b) {
        if run[0] > 1 && run.len() >= count {
            mode = run[0];
            count = run.len();
        }
    }
    if mode < 2 {
        return None;
    }
    let share = count as f64 / widths.len() as f64;
    Some(share + 0.01 * (mode.min(20) as f64 / 20.0) + if dialect.quoting { 0.02 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(sample: &str) -> char {
        char::from(guess(sample, true, &Limits::default()).delimiter)
    }

    #[test]
    fn delimiters() {
        assert_eq!(delimiter("a,b\n1,2\n"), ',');
        assert_eq!(delimiter("a\tb\n1,5\t2,5\n"), '\t');
        assert_eq!(delimiter("a;b;c\n1,5;2,5;3\n1;2;3\n"), ';');
        assert_eq!(delimiter("a|b\n1|2\n"), '|');
        assert_eq!(delimiter("only\none\ncolumn\n"), ',');
        assert_eq!(delimiter("标题, 很长\na\tb\tc\n1\t2\t3\n4\t5\t6\n"), '\t');
        assert_eq!(delimiter("a,b\n\"x;y;z\",\"p;q;r\"\n"), ',');
    }
}
