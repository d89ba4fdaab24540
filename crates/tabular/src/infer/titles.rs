//! What a column's title says about it, and the field name made from it.

use std::collections::HashSet;

/// Ends of titles whose digits are a name, not an amount.
const CODE_ENDINGS: [&str; 12] =
    ["代码", "编码", "编号", "电话", "手机", "传真", "邮编", "区划", "标识码", "账户", "帐户", "号"];
/// `号` that counts or is harmless as a number.
const COUNTING: [&str; 2] = ["序号", "顺序号"];
const CODE_WORDS: [&str; 12] =
    ["code", "phone", "telephone", "tel", "mobile", "fax", "zip", "zipcode", "postcode", "idcard", "uscc", "isbn"];
const DATE_WORDS: [&str; 6] = ["日期", "时间", "日", "date", "day", "time"];

/// Whether digits under this title are a code, a telephone number and the like.
pub(crate) fn names_a_code(title: &str) -> bool {
    let title = without_brackets(title);
    if COUNTING.iter().any(|word| title.ends_with(word)) {
        return false;
    }
    CODE_ENDINGS.iter().any(|word| title.ends_with(word))
        || last_word(&title).is_some_and(|word| CODE_WORDS.contains(&word.as_str()))
}

/// Whether eight digits under this title are a day.
pub(crate) fn names_a_date(title: &str) -> bool {
    let title = without_brackets(title);
    DATE_WORDS.iter().any(|word| title.ends_with(word))
        || last_word(&title).is_some_and(|word| DATE_WORDS.contains(&word.as_str()))
}

fn without_brackets(title: &str) -> String {
    let end = title.find(['(', '（', '[', '【']).unwrap_or(title.len());
    let kept = if end == 0 { title } else { &title[..end] };
    kept.trim().to_owned()
}

/// The last word of `snake_case`, `camelCase` or words, in small letters.
fn last_word(title: &str) -> Option<String> {
    let tail = title.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let mut start = 0;
    let mut before_is_small = false;
    for (at, letter) in tail.char_indices() {
        if letter.is_uppercase() && before_is_small {
            start = at;
        }
        before_is_small = letter.is_lowercase();
    }
    Some(tail[start..].to_lowercase())
}

/// Characters of a field name; longer titles are cut.
const NAME_CHARS: usize = 60;

/// Field names for titles: letters (of any script), digits and `_`, never empty, unique without regard to case.
pub(crate) fn field_names(titles: &[String]) -> Vec<String> {
    let mut taken = HashSet::new();
    titles
        .iter()
        .enumerate()
        .map(|(index, title)| {
            let base = match field_name(title) {
                name if name.is_empty() => format!("column_{}", index + 1),
                name => name,
            };
            let mut name = base.clone();
            let mut copy = 2;
            while !taken.insert(name.to_lowercase()) {
                name = format!("{base}_{copy}");
                copy += 1;
            }
            name
        })
        .collect()
}

fn field_name(title: &str) -> String {
    let mut name = String::new();
    for letter in title.trim().chars() {
        if letter.is_alphanumeric() {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
        if name.chars().count() >= NAME_CHARS {
            break;
        }
    }
    let name = name.trim_end_matches('_');
    if name.starts_with(|c: char| c.is_numeric()) { format!("c_{name}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_names_are_safe_and_unique() {
        let titles = ["日期", "日期", "", "GDP (亿元)", "2020年", "a.b,c", "A_B_C", "—", " x "].map(str::to_owned);
        assert_eq!(
            field_names(&titles),
            ["日期", "日期_2", "column_3", "GDP_亿元", "c_2020年", "a_b_c", "A_B_C_2", "column_8", "x"]
        );
    }

    #[test]
    fn titles_of_codes_and_dates() {
        for title in ["省份代码", "Country Code", "streetCode", "统一社会信用代码（18位）", "手机号"]
        {
            assert!(names_a_code(title), "{title}");
        }
        for title in ["序号", "编码数量", "Barcode count", "人口", "decode_time"] {
            assert!(!names_a_code(title), "{title}");
        }
        assert!(names_a_date("更新日期") && names_a_date("issueDate") && !names_a_date("人口"));
    }
}
