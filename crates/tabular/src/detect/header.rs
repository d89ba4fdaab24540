//! Where the header stands.
//!
//! Title lines above it, a first column without a name, years as titles, no header at all: decided on the first records.

use crate::infer::{Forms, forms};

/// Records looked at.
pub(crate) const SAMPLE: usize = 60;
/// How far down a header may stand.
const DEEPEST: usize = 20;

/// Where the header is among the sampled records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Header {
    /// Its index; everything above is title.
    At(usize),
    /// The first record is data already.
    None,
}

/// Finds the header among the first records (blank lines left in).
pub(crate) fn find(sample: &[Vec<String>]) -> Header {
    let filled: Vec<usize> =
        sample.iter().map(|record| record.iter().filter(|value| !value.trim().is_empty()).count()).collect();
    let Some(first) = filled.iter().position(|count| *count > 0) else {
        return Header::None;
    };
    let typical = typical_width(&filled[first..]);
    // A title line holds one value, or few, above rows that hold many.
    let needed = if typical <= 2 { typical } else { (typical / 2).max(2) };
    let candidate = (first..filled.len().min(DEEPEST)).find(|index| filled[*index] >= needed).unwrap_or(first);
    let below = &sample[candidate + 1..];
    if candidate == first && looks_like_data(&sample[candidate], below) { Header::None } else { Header::At(candidate) }
}

/// The median of filled cells a record.
fn typical_width(filled: &[usize]) -> usize {
    let mut sorted: Vec<usize> = filled.iter().copied().filter(|count| *count > 0).collect();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or(0)
}

/// Whether a record above others is one of them: it has a number or a date where they have such.
fn looks_like_data(record: &[String], below: &[Vec<String>]) -> bool {
    let values: Vec<&str> = record.iter().map(|value| value.trim()).collect();
    // A header does not name two columns alike by numbers, but 2019, 2020, 2021 are fine titles.
    let numeric = |value: &str| !value.is_empty() && !forms(value).is_none() && !is_year(value);
    let plain = values.iter().filter(|value| numeric(value)).count();
    if plain == 0 {
        return false;
    }
    let same_below = values.iter().enumerate().any(|(index, value)| {
        numeric(value)
            && (below.is_empty()
                || below.iter().take(10).any(|row| {
                    row.get(index)
                        .map(|other| other.trim())
                        .is_some_and(|other| !other.is_empty() && alike(forms(value), forms(other)))
                }))
    });
    let words = values.iter().filter(|value| !value.is_empty() && forms(value).is_none()).count();
    // Mostly words with a stray number (“2”) is still a header, unless some row repeats the pattern.
    same_below && plain >= words.min(2)
}

fn alike(a: Forms, b: Forms) -> bool {
    !a.and(b).is_none()
}

fn is_year(value: &str) -> bool {
    value.len() == 4 && value.parse::<u16>().is_ok_and(|year| (1900..=2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find_in(text: &str) -> Header {
        let rows: Vec<Vec<String>> = text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
        find(&rows)
    }

    #[test]
    fn plain_header() {
        assert_eq!(find_in("code,name\n11,北京市\n12,天津市"), Header::At(0));
        assert_eq!(find_in("name\nx\ny"), Header::At(0));
        assert_eq!(find_in("a,b"), Header::At(0));
    }

    #[test]
    fn title_line_above() {
        let text = "贵阳历史天气预报 2015年,,,\n日期,天气状况,气温,风力风向\n2015年1月1日,阴,8℃,东北风";
        assert_eq!(find_in(text), Header::At(1));
        let text =
            "附件1：,,,,\n,,,,\n序号,学校名称,标识码,主管部门,备注\n北京市（92所）,,,,\n1,北京大学,4111010001,教育部,";
        assert_eq!(find_in(text), Header::At(2));
    }

    #[test]
    fn years_and_nameless_first_column() {
        assert_eq!(find_in(",2019,2020,2021\nGDP,1,2,3\n人口,4,5,6"), Header::At(0));
        assert_eq!(find_in(",code,fine\n0,,\n1,10011,200"), Header::At(0));
    }

    #[test]
    fn no_header() {
        assert_eq!(find_in("1,2,3\n4,5,6\n7,8,9"), Header::None);
        assert_eq!(find_in("2026-01-01,12.5\n2026-01-02,13"), Header::None);
        assert_eq!(find_in("杭州,12.5,3\n宁波,13,4"), Header::None);
    }
}
