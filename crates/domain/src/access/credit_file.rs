//! A CSV file of credit entries: all of it is taken over or nothing, and every line at fault is named.
use super::credit::CreditEntry;
use crate::code_list;
use crate::party::proof::Proof;
use crate::profile::CreditTest;
use chrono::NaiveDate;
use std::collections::HashSet;

/// Most lines of a file.
pub const LINES_MAX: usize = 20_000;
/// Longest name of a source or grade, in characters.
const TEXT_MAX: usize = 100;

/// Columns by their place in [`NAMES`].
const NUMBER: usize = 0;
const LIST: usize = 1;
const FROM: usize = 2;
const SOURCE: usize = 3;
const TO: usize = 4;
const GRADE: usize = 5;
const PROOF: usize = 6;
/// How columns may be headed; the first four have to be there.
const NAMES: [(&str, &str); 7] = [
    ("号码", "number"),
    ("名单", "list"),
    ("起始日", "from"),
    ("来源", "source"),
    ("截止日", "to"),
    ("等级", "grade"),
    ("证件类型", "proof"),
];
const NEEDED: usize = 4;

code_list! {
    /// What is wrong with a line.
    LineFaultCode {
        /// The header lacks a column (fact: its name).
        Column = "column",
        Number = "number",
        List = "list",
        Date = "date",
        /// The last day lies before the first one.
        Order = "order",
        Source = "source",
        /// A grade belongs to 信用等级 and to nothing else.
        Grade = "grade",
        /// Stands in the file before.
        Twice = "twice",
        Empty = "empty",
        TooLong = "too-long",
    }
}

/// A line at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// From 1, the header counted.
    pub line: usize,
    pub code: LineFaultCode,
    /// The column, never what stands in it: numbers of persons do not go into messages.
    pub column: &'static str,
}

/// A line that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditLine {
    pub proof: Proof,
    /// In its one spelling.
    pub number: String,
    pub entry: CreditEntry,
}

/// Reads a file. `words` are the names of the lists besides their codes.
///
/// # Errors
/// Every line at fault.
pub fn read(text: &str, words: &[(String, CreditTest)], today: NaiveDate) -> Result<Vec<CreditLine>, Vec<LineFault>> {
    let records = records(text);
    let mut rows = records.iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
    let fault = |line, code, column: usize| LineFault { line, code, column: NAMES[column].0 };
    let Some((line, header)) = rows.next() else { return Err(vec![fault(1, LineFaultCode::Empty, NUMBER)]) };
    let place = |at: usize| {
        let (zh, en) = NAMES[at];
        header.iter().position(|head| head.trim() == zh || head.trim().eq_ignore_ascii_case(en))
    };
    let missing: Vec<_> = (0..NEEDED).filter(|at| place(*at).is_none()).collect();
    if !missing.is_empty() {
        return Err(missing.into_iter().map(|at| fault(*line, LineFaultCode::Column, at)).collect());
    }
    let places: [Option<usize>; NAMES.len()] = std::array::from_fn(place);
    let (mut lines, mut faults, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for (line, cells) in rows {
        if lines.len() + faults.len() >= LINES_MAX {
            faults.push(fault(*line, LineFaultCode::TooLong, NUMBER));
            break;
        }
        let cell = |at: usize| places[at].and_then(|place| cells.get(place)).map_or("", |text| text.trim());
        match one(&cell, words, today) {
            Ok(read) => {
                let key = (read.number.clone(), read.entry.test, read.entry.from);
                if seen.insert(key) {
                    lines.push(read);
                } else {
                    faults.push(fault(*line, LineFaultCode::Twice, NUMBER));
                }
            }
            Err(found) => faults.extend(found.into_iter().map(|(code, at)| fault(*line, code, at))),
        }
    }
    match (faults.is_empty(), lines.is_empty()) {
        (true, false) => Ok(lines),
        (true, true) => Err(vec![fault(*line, LineFaultCode::Empty, NUMBER)]),
        (false, _) => Err(faults),
    }
}

fn one<'a>(
    cell: &dyn Fn(usize) -> &'a str,
    words: &[(String, CreditTest)],
    today: NaiveDate,
) -> Result<CreditLine, Vec<(LineFaultCode, usize)>> {
    let mut faults = Vec::new();
    let proof = proof(cell(PROOF), cell(NUMBER), today);
    if proof.is_none() {
        faults.push((LineFaultCode::Number, NUMBER));
    }
    let test = test(cell(LIST), words);
    if test.is_none() {
        faults.push((LineFaultCode::List, LIST));
    }
    let from = date(cell(FROM));
    if from.is_none() {
        faults.push((LineFaultCode::Date, FROM));
    }
    let to = (!cell(TO).is_empty()).then(|| date(cell(TO)));
    if to == Some(None) {
        faults.push((LineFaultCode::Date, TO));
    }
    let to = to.flatten();
    if matches!((from, to), (Some(from), Some(to)) if to < from) {
        faults.push((LineFaultCode::Order, TO));
    }
    let source = cell(SOURCE);
    if source.is_empty() || source.chars().count() > TEXT_MAX {
        faults.push((LineFaultCode::Source, SOURCE));
    }
    let (grade, graded) = (cell(GRADE), test == Some(CreditTest::CreditGrade));
    if test.is_some() && (grade.is_empty() == graded || grade.chars().count() > TEXT_MAX) {
        faults.push((LineFaultCode::Grade, GRADE));
    }
    match (proof, test, from, faults.is_empty()) {
        (Some((proof, number)), Some(test), Some(from), true) => {
            let grade = graded.then(|| grade.to_owned());
            Ok(CreditLine { proof, number, entry: CreditEntry { test, from, to, source: source.to_owned(), grade } })
        }
        _ => Err(faults),
    }
}

/// The kind of a number and its one spelling: as named, else 统一社会信用代码 or 居民身份证 by their check digits.
pub fn proof(kind: &str, number: &str, today: NaiveDate) -> Option<(Proof, String)> {
    let kinds = match kind {
        "" => vec![Proof::Uscc, Proof::ResidentId],
        named => vec![Proof::from_code(named)?],
    };
    kinds.into_iter().find_map(|proof| Some((proof, proof.parse(number, today).ok()?)))
}

fn test(typed: &str, words: &[(String, CreditTest)]) -> Option<CreditTest> {
    let code = serde_json::from_value(serde_json::Value::String(typed.to_ascii_lowercase())).ok();
    code.or_else(|| words.iter().find(|(word, _)| word.eq_ignore_ascii_case(typed)).map(|(_, test)| *test))
}

/// 2026-01-10, 2026/1/10, 20260110
fn date(typed: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d"].iter().find_map(|form| NaiveDate::parse_from_str(typed, form).ok())
}

/// Records of a CSV text (RFC 4180) with the line each begins at.
fn records(text: &str) -> Vec<(usize, Vec<String>)> {
    let (mut all, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut line, mut begun) = (false, 1, 1);
    let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                cell.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' => {
                line += 1;
                if quoted {
                    cell.push('\n');
                } else {
                    cells.push(std::mem::take(&mut cell));
                    all.push((begun, std::mem::take(&mut cells)));
                    begun = line;
                }
            }
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !cells.is_empty() {
        cells.push(cell);
        all.push((begun, cells));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, 10).unwrap()
    }

    fn words() -> Vec<(String, CreditTest)> {
        vec![("失信被执行人".into(), CreditTest::DishonestDebtor)]
    }

    #[test]
    fn r055_a_file_of_entries_is_read_in_either_language() {
        let text = "\u{feff}号码,名单,起始日,截止日,来源,等级\r\n91330100799655058B,失信被执行人,2026-01-10,,\"法院, 执行局\",\r\n\r\n\
                    11010519491231002x,credit_grade,2026/1/5,20261231,信用中国,B\r\n";
        let read = read(text, &words(), today()).unwrap();
        assert_eq!((read[0].proof, read[0].entry.test), (Proof::Uscc, CreditTest::DishonestDebtor));
        assert_eq!((read[0].entry.source.as_str(), read[0].entry.to), ("法院, 执行局", None));
        assert_eq!((read[1].proof, read[1].number.as_str()), (Proof::ResidentId, "11010519491231002X"));
        assert_eq!(read[1].entry.grade.as_deref(), Some("B"));
        let english = "number,list,from,source,proof\nE12345678,dishonest_debtor,2026-01-10,court,passport\n";
        assert_eq!(super::read(english, &[], today()).unwrap()[0].proof, Proof::Passport);
    }

    #[test]
    fn r055_every_line_at_fault_is_named_and_no_number_stands_in_a_fault() {
        let text = "号码,名单,起始日,截止日,来源,等级\n123,失信被执行人,2026-01-10,2026-01-09,法院,\n\
                    91330100799655058B,没有的名单,昨天,,,A\n91330100799655058B,dishonest_debtor,2026-01-10,,法院,\n\
                    91330100799655058B,dishonest_debtor,2026-01-10,,法院,\n91330100799655058B,credit_grade,2026-01-10,,法院,\n";
        let faults = read(text, &words(), today()).unwrap_err();
        let found: Vec<_> = faults.iter().map(|fault| (fault.line, fault.code)).collect();
        use LineFaultCode::{Date, Grade, List, Number, Order, Source, Twice};
        assert_eq!(found, [(2, Number), (2, Order), (3, List), (3, Date), (3, Source), (5, Twice), (6, Grade)]);
        let header = read("号码,起始日\n", &words(), today()).unwrap_err();
        assert_eq!(header.iter().map(|f| f.column).collect::<Vec<_>>(), ["名单", "来源"]);
        assert_eq!(read("", &words(), today()).unwrap_err()[0].code, LineFaultCode::Empty);
    }
}
