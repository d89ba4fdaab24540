//! The seven checks of the quality meter (质量 6/7): each with what was found, so that the page can say why and who mends it. No scores.
use super::codes::Format;
use super::dataset::DataItem;
use super::freshness::{Freshness, FreshnessState};
use crate::code_list;
use serde::{Deserialize, Serialize};

code_list! {
    /// What is checked, in the order shown.
    QualityCheck {
        /// 说明完整
        Description = "description",
        /// 数据项都有中文名和说明
        Items = "items",
        /// 按期更新
        OnTime = "on-time",
        /// 开放格式
        OpenFormat = "open-format",
        /// 可机读
        MachineReadable = "machine-readable",
        /// 文件可下载
        Available = "available",
        /// 有来源、许可和联系方式
        Provenance = "provenance",
    }
}

code_list! {
    /// Who can mend what a check found.
    Mender {
        /// 开放主体
        Publisher = "publisher",
        /// 平台
        Platform = "platform",
    }
}

/// State of the data itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Availability {
    /// Held here, and whether the last check found every file whole.
    Hosted { intact: bool },
    /// On the source platform, which the portal does not check.
    External,
    /// Neither file nor interface.
    None,
}

/// What the checks look at.
#[derive(Clone, Copy, Debug)]
pub struct QualityInput<'a> {
    pub title: &'a str,
    pub description: &'a str,
    pub items: &'a [DataItem],
    pub freshness: &'a Freshness,
    /// Formats offered or stated; for a table held here also those it is converted to.
    pub formats: &'a [Format],
    /// What the reader of the table noticed, as codes (`title-lines`, `merged-cells` …); `None` while no table was read.
    pub table_problems: Option<&'a [String]>,
    pub availability: Availability,
    pub has_source: bool,
    pub has_licence: bool,
    pub has_contact: bool,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum QualityFacts {
    Description {
        characters: usize,
        repeats_title: bool,
    },
    Items {
        described: usize,
        total: usize,
    },
    OnTime {
        freshness: Freshness,
    },
    OpenFormat {
        open: Vec<Format>,
    },
    /// `judged_by_format` while no table was read.
    MachineReadable {
        problems: Vec<String>,
        judged_by_format: bool,
    },
    Available {
        availability: Availability,
    },
    /// Of `source`, `licence`, `contact`.
    Provenance {
        missing: Vec<String>,
    },
}

/// One line of the meter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    pub code: QualityCheck,
    pub passed: bool,
    pub facts: QualityFacts,
    pub mender: Mender,
}

/// A description shorter than this many characters says too little to choose a dataset by.
const SHORTEST_DESCRIPTION: usize = 10;

/// All seven checks, in order.
pub fn checks(input: &QualityInput<'_>) -> Vec<Check> {
    let check = |code, passed, facts| {
        let mender = if code == QualityCheck::Available && input.availability != Availability::None {
            Mender::Platform
        } else {
            Mender::Publisher
        };
        Check { code, passed, facts, mender }
    };
    let characters = input.description.chars().count();
    let repeats_title = input.description.trim() == input.title.trim();
    let total = input.items.len();
    let said = |text: &Option<String>| text.as_deref().is_some_and(|t| !t.trim().is_empty());
    let described = input.items.iter().filter(|i| !i.title.trim().is_empty() && said(&i.description)).count();
    let open: Vec<Format> = input.formats.iter().copied().filter(|f| f.machine_readable()).collect();
    let structured = |f: &Format| f.machine_readable() || *f == Format::Database;
    let problems = input.table_problems.unwrap_or_default().to_vec();
    let judged_by_format = input.table_problems.is_none();
    let readable = if judged_by_format { input.formats.iter().any(structured) } else { problems.is_empty() };
    let provenance = [("source", input.has_source), ("licence", input.has_licence), ("contact", input.has_contact)];
    let missing: Vec<String> =
        provenance.iter().filter(|(_, there)| !there).map(|(name, _)| (*name).to_owned()).collect();
    vec![
        check(
            QualityCheck::Description,
            characters >= SHORTEST_DESCRIPTION && !repeats_title,
            QualityFacts::Description { characters, repeats_title },
        ),
        check(QualityCheck::Items, total > 0 && described == total, QualityFacts::Items { described, total }),
        check(
            QualityCheck::OnTime,
            matches!(input.freshness.state, FreshnessState::OnTime | FreshnessState::NoPromise),
            QualityFacts::OnTime { freshness: *input.freshness },
        ),
        check(QualityCheck::OpenFormat, !open.is_empty(), QualityFacts::OpenFormat { open }),
        check(QualityCheck::MachineReadable, readable, QualityFacts::MachineReadable { problems, judged_by_format }),
        check(
            QualityCheck::Available,
            matches!(input.availability, Availability::Hosted { intact: true }),
            QualityFacts::Available { availability: input.availability },
        ),
        check(QualityCheck::Provenance, missing.is_empty(), QualityFacts::Provenance { missing }),
    ]
}

/// How many passed: the 6 of 质量 6/7.
pub fn passed(checks: &[Check]) -> usize {
    checks.iter().filter(|c| c.passed).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::codes::AccrualPeriodicity;
    use chrono::NaiveDate;

    fn freshness(periodicity: AccrualPeriodicity) -> Freshness {
        let day = NaiveDate::from_ymd_opt(2026, 9, 28).expect("a date");
        Freshness::judge(periodicity, Some(day), None, NaiveDate::from_ymd_opt(2026, 10, 10).expect("a date"))
    }

    fn item(title: &str, description: &str) -> DataItem {
        DataItem {
            title: title.into(),
            name: "x".into(),
            data_type: None,
            description: Some(description.into()),
            unit: None,
            sensitivity: vec![],
            treatment: None,
        }
    }

    #[test]
    fn a_good_dataset_passes_all_seven() {
        let (fresh, items) = (freshness(AccrualPeriodicity::Monthly), [item("站名", "站点名称")]);
        let input = QualityInput {
            title: "公交站点",
            description: "全市公交站点的名称、线路和坐标。",
            items: &items,
            freshness: &fresh,
            formats: &[Format::Xlsx, Format::Csv],
            table_problems: Some(&[]),
            availability: Availability::Hosted { intact: true },
            has_source: true,
            has_licence: true,
            has_contact: true,
        };
        let all = checks(&input);
        assert_eq!(all.iter().map(|c| c.code).collect::<Vec<_>>(), QualityCheck::ALL);
        assert_eq!(passed(&all), 7);
    }

    #[test]
    fn each_check_fails_for_its_own_reason() {
        let (fresh, items) = (freshness(AccrualPeriodicity::Daily), [item("站名", ""), item("线路", "线路编号")]);
        let problems = ["merged-cells".to_owned()];
        let input = QualityInput {
            title: "公交站点",
            description: "公交站点",
            items: &items,
            freshness: &fresh,
            formats: &[Format::Pdf, Format::Database],
            table_problems: Some(&problems),
            availability: Availability::External,
            has_source: true,
            has_licence: false,
            has_contact: false,
        };
        let all = checks(&input);
        assert_eq!(passed(&all), 0);
        assert_eq!(all[0].facts, QualityFacts::Description { characters: 4, repeats_title: true });
        assert_eq!(all[1].facts, QualityFacts::Items { described: 1, total: 2 });
        assert!(matches!(&all[2].facts, QualityFacts::OnTime { freshness } if freshness.is_overdue()));
        assert_eq!(
            all[4].facts,
            QualityFacts::MachineReadable { problems: problems.to_vec(), judged_by_format: false }
        );
        assert_eq!((all[5].mender, all[6].mender), (Mender::Platform, Mender::Publisher));
        assert_eq!(all[6].facts, QualityFacts::Provenance { missing: vec!["licence".into(), "contact".into()] });
    }

    #[test]
    fn without_a_table_the_stated_formats_decide_what_a_machine_can_read() {
        let fresh = freshness(AccrualPeriodicity::Irregular);
        let base = QualityInput {
            title: "甲",
            description: "",
            items: &[],
            freshness: &fresh,
            formats: &[Format::Database],
            table_problems: None,
            availability: Availability::None,
            has_source: false,
            has_licence: false,
            has_contact: false,
        };
        let readable = |input: &QualityInput<'_>| checks(input)[4].passed;
        assert!(readable(&base));
        assert!(!readable(&QualityInput { formats: &[Format::Doc], ..base }));
        assert!(checks(&base)[2].passed, "who promises nothing breaks no promise");
        assert!(!checks(&base)[1].passed, "no described items is not complete");
    }
}
