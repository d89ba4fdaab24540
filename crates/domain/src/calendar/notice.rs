//! Reads the words of a holiday notice: `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。`
//!
//! Only a proposal: the editor shows what was found, day by day, before anything is kept.
use super::{CalendarError, CalendarResult, ExceptionKind, NamedDay, YearTable};
use chrono::{Datelike, NaiveDate};

/// The table of a year out of a notice.
///
/// # Errors
/// `Syntax` when no day is found or a date does not exist; those of [`YearTable::new`].
pub fn from_notice(year: i32, text: &str) -> CalendarResult<YearTable> {
    let mut days = Vec::new();
    for line in text.lines() {
        let line = without_brackets(line);
        let Some((name, words)) = heading(&line) else { continue };
        for sentence in words.split(['。', '；', ';']) {
            let kind = match (sentence.contains("放假"), sentence.contains("上班")) {
                (true, false) => ExceptionKind::Rest,
                (false, true) => ExceptionKind::Work,
                _ => continue,
            };
            for date in dates(year, sentence)? {
                days.push((NamedDay { date, name: name.to_owned() }, kind));
            }
        }
    }
    if days.is_empty() {
        return Err(CalendarError::Syntax { message: "no sentence with days and 放假 or 上班".into() });
    }
    YearTable::new(year, Vec::new(), None, days)
}

/// `一、元旦：…` → (元旦, …).
fn heading(line: &str) -> Option<(&str, &str)> {
    let (name, words) = line.split_once(['：', ':'])?;
    let name = name.rsplit(['、', '.', '．']).next().unwrap_or(name).trim();
    (!name.is_empty() && name.chars().count() <= 20).then_some((name, words))
}

fn without_brackets(line: &str) -> String {
    let mut depth = 0_u32;
    line.chars()
        .filter(|c| match c {
            '（' | '(' => {
                depth += 1;
                false
            }
            '）' | ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

/// `1月1日至3日`, `2月14日、2月28日`, `2026年12月31日`: the month and year of the day before go on where none is given.
fn dates(year: i32, sentence: &str) -> CalendarResult<Vec<NaiveDate>> {
    let (mut year, mut month) = (year, None);
    let (mut number, mut range) = (String::new(), false);
    let mut found: Vec<NaiveDate> = Vec::new();
    for c in sentence.chars() {
        match c {
            '0'..='9' => number.push(c),
            '年' => year = number.drain(..).as_str().parse().unwrap_or(year),
            '月' => month = number.drain(..).as_str().parse::<u32>().ok(),
            '日' => {
                let day = number.drain(..).as_str().parse::<u32>().ok();
                let (Some(month), Some(day)) = (month, day) else { continue };
                let wrong = || CalendarError::Syntax { message: format!("{year}年{month}月{day}日") };
                let date = NaiveDate::from_ymd_opt(year, month, day).ok_or_else(wrong)?;
                if range && let Some(first) = found.last().copied() {
                    // A range of more than a month is a misreading.
                    if date <= first || (date - first).num_days() > 31 {
                        return Err(wrong());
                    }
                    found.extend(first.iter_days().skip(1).take_while(|day| *day <= date));
                } else {
                    found.push(date);
                }
                year = date.year();
                range = false;
            }
            '至' | '—' | '~' | '～' => range = !found.is_empty(),
            _ => number.clear(),
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTICE: &str = "各省、自治区：现将2026年放假安排通知如下。\n\
        一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n\
        二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。\n\
        三、清明节：4月4日（周六）至6日（周一）放假，共3天。\n\
        四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。\n\
        五、端午节：6月19日（周五）至21日（周日）放假，共3天。\n\
        六、中秋节：9月25日（周五）至27日（周日）放假，共3天。\n\
        七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。";

    #[test]
    fn r142_the_notice_of_2026_gives_the_table_that_comes_with_the_portal() {
        let found = from_notice(2026, NOTICE).unwrap();
        let (_, shipped) = super::super::SHIPPED.into_iter().find(|(year, _)| *year == 2026).unwrap();
        let shipped = YearTable::parse(shipped).unwrap();
        let days = |table: &YearTable| table.days().map(|(date, kind, _)| (date, kind)).collect::<Vec<_>>();
        assert_eq!(days(&found), days(&shipped));
        let new_year = NaiveDate::from_ymd_opt(2026, 1, 2).unwrap();
        assert_eq!(found.exception(new_year), Some((ExceptionKind::Rest, "元旦")));
    }

    #[test]
    fn a_notice_may_move_days_of_the_december_before_and_cross_months() {
        let found = from_notice(2027, "元旦：2026年12月31日至1月2日放假。").unwrap_err();
        assert_eq!(found.code(), "calendar-syntax", "a year is not guessed");
        let found = from_notice(2027, "元旦：2026年12月31日至2027年1月2日放假。").unwrap();
        assert_eq!(found.days().count(), 3);
        let found = from_notice(2027, "劳动节：4月30日至5月3日放假。").unwrap();
        assert_eq!(found.days().count(), 4);
    }

    #[test]
    fn what_is_no_notice_is_refused() {
        for text in
            ["", "hello", "元旦：放假。", "元旦：1月99日放假。", "元旦：2月30日放假。", "节：5月3日至5月1日放假。"]
        {
            assert!(from_notice(2027, text).is_err(), "{text}");
        }
    }
}
