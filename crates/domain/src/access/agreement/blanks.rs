//! The blanks (C4): those pulled from the application, those the opening side fills in; one empty blank and nothing can be signed (S13, R-076).
use crate::access::DeliveryMode;
use crate::access::application::{Form, RequestLine, TEXT_MAX};
use crate::access::delivery::{Volume, VolumeUnit};
use crate::access::fault::{Fault, FaultCode, Faults};
use crate::calendar::Period;
use crate::catalog::region::Regions;
use crate::code_list;
use crate::profile::{ClauseSet, Profile};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

code_list! {
    /// A blank, in the order of the form; the code is its name in templates.
    Blank {
        AgreementDate = "agreement_date", PartyA = "party_a", PartyB = "party_b", ApplicationRef = "application_ref",
        RequestLines = "request_lines", SystemName = "system_name", ServiceName = "service_name", Scenarios = "scenarios",
        BuildMonths = "build_months", LaunchWithin = "launch_within", MlpsLevel = "mlps_level", Feedback = "feedback",
        Problem = "problem", Benefit = "benefit", Dimensions = "dimensions", ReturnItems = "return_items", Term = "term",
        TerminationNotice = "termination_notice", DestroyWithin = "destroy_within", DestroyMode = "destroy_mode",
        RepA = "rep_a", RepB = "rep_b", OpenMode = "open_mode", UseScope = "use_scope", SecurityMeasures = "security_measures",
    }
}

code_list! {
    /// Unit of an agreed duration.
    DurationUnit { Days = "days", WorkingDays = "working-days", Months = "months" }
}

/// A duration as agreed (时长).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duration {
    pub count: u32,
    pub unit: DurationUnit,
}

impl Duration {
    /// As a period of the calendar.
    pub const fn period(self) -> Period {
        match self.unit {
            DurationUnit::Days => Period::Days(self.count),
            DurationUnit::WorkingDays => Period::WorkingDays(self.count),
            DurationUnit::Months => Period::Months(self.count),
        }
    }

    /// In the language of record: `30日`, `6个月`.
    pub fn zh(self) -> String {
        match self.unit {
            DurationUnit::Days => format!("{}日", self.count),
            DurationUnit::WorkingDays => format!("{}个工作日", self.count),
            DurationUnit::Months => format!("{}个月", self.count),
        }
    }
}

code_list! {
    /// How data is destroyed (C4-18).
    DestroyMode {
        /// 1. 自行销毁
        Own = "own",
        /// 2. 其他方式, named.
        Other = "other",
    }
}

/// What the opening side fills in. `None` and empty texts are empty blanks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// 完成开放应用; soft, proposed by the profile.
    pub build_months: Option<u32>,
    /// 开发完成后…内提供服务
    pub launch_within: Option<Duration>,
    /// 本协议有效期
    pub term: Option<Duration>,
    /// 终止通知
    pub termination_notice: Option<Duration>,
    /// 销毁
    pub destroy_within: Option<Duration>,
    pub destroy_mode: Option<DestroyMode>,
    pub destroy_other: String,
    pub use_scope: String,
    pub security_measures: String,
    /// 授权代表 of the opening side.
    pub rep_a: String,
}

impl Terms {
    /// What can be proposed before anybody typed anything.
    pub fn proposed(profile: &Profile) -> Self {
        let months = profile.derived.publish.as_ref().and_then(|clock| match clock.period {
            Some(Period::Months(months)) => Some(months),
            _ => None,
        });
        Self { build_months: months, ..Self::default() }
    }

    /// What is wrong with what was typed; empty blanks are no fault while it is being drawn up.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn check(&self) -> Result<(), Vec<Fault>> {
        let mut faults = Faults::default();
        if self.build_months == Some(0) {
            faults.put("build_months", FaultCode::OutOfRange);
        }
        let durations = [
            ("launch_within", self.launch_within),
            ("term", self.term),
            ("termination_notice", self.termination_notice),
            ("destroy_within", self.destroy_within),
        ];
        for (field, duration) in durations {
            if duration.is_some_and(|duration| duration.count == 0 || duration.count > DURATION_MAX) {
                faults.add(Fault::new(field, FaultCode::OutOfRange).fact("first", 1).fact("last", DURATION_MAX));
            }
        }
        // A term in working days has no last day that anybody could read off a calendar.
        if self.term.is_some_and(|term| term.unit == DurationUnit::WorkingDays) {
            faults.put("term", FaultCode::NotOffered);
        }
        let texts = [
            ("destroy_other", &self.destroy_other),
            ("use_scope", &self.use_scope),
            ("security_measures", &self.security_measures),
            ("rep_a", &self.rep_a),
        ];
        for (field, text) in texts {
            faults.length(field, text, TEXT_MAX);
        }
        faults.result()
    }
}

/// A bound against typing mistakes, not a period of law.
const DURATION_MAX: u32 = 3650;

/// What comes from the application (known, never typed again).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pulled {
    /// Name of the party that signs for the opening side.
    pub party_a: String,
    pub party_b: String,
    /// Number of the application.
    pub application: String,
    pub lines: Vec<RequestLine>,
    /// Titles of their datasets, in the order of the lines.
    pub titles: Vec<String>,
    /// 数据项 of each line as people call them; a line without them has the names of its fields.
    #[serde(default)]
    pub items: Vec<Vec<String>>,
    /// On what conditions its publisher agreed to each line; empty where there are none.
    #[serde(default)]
    pub conditions: Vec<String>,
    pub form: Form,
    /// 授权代表 of the user: the 主要负责人 of the commitment.
    pub rep_b: String,
    /// A system of its own was asked for.
    pub system_needed: bool,
    /// Party of the user.
    pub party: Uuid,
}

impl Pulled {
    /// The value of a blank, as it stands in the text; empty = not filled.
    pub fn value(&self, terms: &Terms, blank: Blank, on: Option<NaiveDate>) -> String {
        let form = &self.form;
        let duration = |duration: Option<Duration>| duration.map(Duration::zh).unwrap_or_default();
        let system = |text: &str| match (text.trim(), self.system_needed) {
            ("", false) => "不适用".to_owned(),
            (text, _) => text.to_owned(),
        };
        match blank {
            Blank::AgreementDate => on.map(|day| day.format("%Y年%-m月%-d日").to_string()).unwrap_or_default(),
            Blank::PartyA => self.party_a.clone(),
            Blank::PartyB => self.party_b.clone(),
            Blank::ApplicationRef => self.application.clone(),
            Blank::RequestLines => self.request_lines(),
            Blank::SystemName => system(&form.system_name),
            Blank::ServiceName => form.service_name.clone(),
            Blank::Scenarios => {
                let all = form.scenarios.iter().zip(1..);
                join(all.map(|(s, n)| format!("{n}. {}，{}，{}", s.usage.trim(), s.scope.trim(), s.scene.trim())))
            }
            Blank::BuildMonths => terms.build_months.map(|months| months.to_string()).unwrap_or_default(),
            Blank::LaunchWithin => duration(terms.launch_within),
            Blank::MlpsLevel => system(&form.level().map(|level| format!("第{level}级")).unwrap_or_default()),
            Blank::Feedback | Blank::Problem => form.feedback_plan.clone(),
            Blank::Benefit => join([&form.social_benefit, &form.economic_benefit].into_iter().cloned()),
            Blank::Dimensions => form.feedback_dimensions.join("、"),
            Blank::ReturnItems if form.return_items.is_empty() => match form.no_return_reason.trim() {
                "" => String::new(),
                reason => format!("无（{reason}）"),
            },
            Blank::ReturnItems => join(
                form.return_items
                    .iter()
                    .map(|item| format!("{}（{}，{}，{}）", item.name, item.items, item.frequency, item.method)),
            ),
            Blank::Term => duration(terms.term),
            Blank::TerminationNotice => duration(terms.termination_notice),
            Blank::DestroyWithin => duration(terms.destroy_within),
            Blank::DestroyMode => match terms.destroy_mode {
                Some(DestroyMode::Own) => "自行销毁".to_owned(),
                Some(DestroyMode::Other) => terms.destroy_other.trim().to_owned(),
                None => String::new(),
            },
            Blank::RepA => terms.rep_a.trim().to_owned(),
            Blank::RepB => self.rep_b.trim().to_owned(),
            Blank::OpenMode => self.open_modes(),
            Blank::UseScope => terms.use_scope.trim().to_owned(),
            Blank::SecurityMeasures => terms.security_measures.trim().to_owned(),
        }
    }

    /// Each line as it is delivered: items, range, regions, way, volume. What stands here is what the entitlement of the line holds.
    fn request_lines(&self) -> String {
        let items = |at: usize, line: &RequestLine| self.items.get(at).unwrap_or(&line.items).join("、");
        let lines = self.lines.iter().zip(&self.titles).enumerate();
        join(lines.map(|(at, (line, title))| {
            let mut parts = vec![format!("（{}）{title}：{}", line.no, items(at, line)), range_zh(line)];
            parts.push(regions_zh(line));
            parts.push(format!("获取方式为{}", mode_zh(line.mode)));
            parts.extend(line.volume.map(volume_zh));
            let condition = self.conditions.get(at).map(|text| text.trim().trim_end_matches('。'));
            parts.extend(condition.filter(|text| !text.is_empty()).map(|text| format!("开放条件：{text}")));
            parts.join("，")
        }))
    }

    /// 数据开放方式: one word where all lines are delivered alike, else line by line.
    fn open_modes(&self) -> String {
        let modes: BTreeSet<_> = self.lines.iter().map(|line| line.mode).collect();
        match modes.iter().next() {
            Some(mode) if modes.len() == 1 => mode_zh(*mode).to_owned(),
            _ => join(self.lines.iter().map(|line| format!("（{}）{}", line.no, mode_zh(line.mode)))),
        }
    }
}

/// 数据范围: time.
fn range_zh(line: &RequestLine) -> String {
    let day = |day: NaiveDate| day.format("%Y年%-m月%-d日").to_string();
    match (line.from, line.to) {
        (Some(from), Some(to)) => format!("时间范围为{}至{}", day(from), day(to)),
        (Some(from), None) => format!("时间范围为{}起", day(from)),
        (None, Some(to)) => format!("时间范围为{}止", day(to)),
        (None, None) => "时间范围不限".to_owned(),
    }
}

/// 数据范围: regions by name, with the code of one that is not known.
fn regions_zh(line: &RequestLine) -> String {
    let known = Regions::shipped();
    let name = |code: &String| known.get(code).map_or_else(|| code.clone(), |_| known.full_name(code));
    match line.regions.is_empty() {
        true => "区域范围不限".to_owned(),
        false => format!("区域范围为{}", line.regions.iter().map(name).collect::<Vec<_>>().join("、")),
    }
}

/// 调用频次/数据量
fn volume_zh(volume: Volume) -> String {
    let unit = match volume.unit {
        VolumeUnit::Day => "每日",
        VolumeUnit::Month => "每月",
        VolumeUnit::Total => "总计",
    };
    format!("{unit}不超过{}次", volume.count)
}

/// One sentence of several answers: the full stop of each but the last becomes the semicolon between them.
fn join(parts: impl Iterator<Item = String>) -> String {
    let parts: Vec<_> = parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    let Some((last, before)) = parts.split_last() else { return String::new() };
    let ends = ['。', '；', ';'];
    let before = before.iter().map(|part| part.trim_end_matches(ends)).filter(|part| !part.is_empty());
    before.chain([last.as_str()]).collect::<Vec<_>>().join("；")
}

/// 开放方式 in the language of record.
const fn mode_zh(mode: DeliveryMode) -> &'static str {
    match mode {
        DeliveryMode::Sandbox => "沙箱",
        DeliveryMode::AuthorisedQuery => "授权查询",
        DeliveryMode::Api => "接口",
        DeliveryMode::File => "文件",
        DeliveryMode::Verification => "核验、模型",
    }
}

/// The blanks that are empty, in the order of the form. The date is that of the click. 完成开放应用 is a blank of F4 alone.
pub fn empty(pulled: &Pulled, terms: &Terms, profile: &Profile) -> Vec<Blank> {
    let asked = |blank: &Blank| match blank {
        Blank::AgreementDate => false,
        Blank::BuildMonths => profile.agreement.clauses.contains(&ClauseSet::F4),
        _ => true,
    };
    let blanks = Blank::ALL.iter().copied().filter(asked);
    blanks.filter(|blank| pulled.value(terms, *blank, None).trim().is_empty()).collect()
}
