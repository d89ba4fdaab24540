//! What the port answers in tests of pages.
use super::{Fake, coded, date};
use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use contract::regulation::*;
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};

/// What a test may set.
#[derive(Clone, Debug)]
pub struct RegulationFake {
    /// The reader may change things.
    pub edit: bool,
    /// How far the draft of the profile is.
    pub state: &'static str,
    /// Every form is refused with these.
    pub refuse: Vec<Refusal>,
}

impl Default for RegulationFake {
    fn default() -> Self {
        Self { edit: true, state: "open", refuse: Vec::new() }
    }
}

fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 10, 7, 2, 0, 0).single().unwrap_or_default()
}

fn due(label: &str) -> DueChange {
    DueChange {
        label: label.into(),
        start: date(2026, 12, 29),
        length: Some(15),
        before: Some(date(2027, 1, 20)),
        after: Some(date(2027, 1, 13)),
        before_provisional: true,
        after_provisional: false,
    }
}

fn year(year: i32) -> CalendarRow {
    CalendarRow {
        year,
        version: if year > 2026 { 0 } else { 2 },
        since: (year <= 2026).then(at),
        source: "国办发明电〔2025〕1号".into(),
        rest: 26,
        work: 5,
        has_data: year <= 2026,
        draft: year > 2026,
    }
}

fn profile(name: &str) -> ProfileRow {
    ProfileRow {
        name: name.into(),
        title: "浙江省公共数据条例 <b>".into(),
        draft_document: name == "deqing",
        active: name == "zhejiang",
        version: "0123abcd".into(),
        since: at(),
        versions: 2,
        open_draft: (name == "zhejiang").then(|| "00000000-0000-0000-0000-000000000009".into()),
    }
}

fn history() -> Vec<HistoryRow> {
    vec![HistoryRow {
        at: at(),
        act: coded("published", "发布"),
        version: "0123abcd".into(),
        by: "operator".into(),
        note: "<script>alert(1)</script>".into(),
        changes: vec![VersionChange {
            key: "complaint.reply.period.working_days".into(),
            label: Some("投诉举报答复 · 工作日".into()),
            before: Some("15".into()),
            after: Some("<i>10</i>".into()),
        }],
    }]
}

impl Fake {
    fn taken<T>(&self, answer: T) -> PortResult<T> {
        if self.regulation.refuse.is_empty() {
            Ok(answer)
        } else {
            Err(PortError::Invalid(self.regulation.refuse.clone()))
        }
    }
}

#[async_trait]
impl Regulation for Fake {
    async fn calendars(&self, _: &Caller) -> PortResult<Vec<CalendarRow>> {
        Ok(vec![year(2027), year(2026)])
    }

    async fn calendar(&self, _: &Caller, wanted: i32) -> PortResult<CalendarView> {
        if wanted > 2100 {
            return Err(Refusal::new(ErrorCode::NotFound).into());
        }
        let days = date(wanted, 1, 1).iter_days().take(365).map(|date| DayCell {
            date,
            mark: if date == self::date(wanted, 10, 1) { DayMark::Rest } else { DayMark::Weekday },
            name: None,
        });
        let exception = |day, changed, locked| ExceptionRow {
            date: date(wanted, 10, day),
            rest: true,
            name: "国庆节 <i>".into(),
            changed,
            locked,
        };
        Ok(CalendarView {
            row: year(wanted),
            days: days.collect(),
            exceptions: vec![exception(1, None, false), exception(2, Some(true), false), exception(3, None, true)],
            provisional: if wanted > 2026 { 18 } else { 0 },
            effect: (wanted > 2026).then(|| CalendarEffect {
                running: 18,
                moved: vec![due("TS-20261229-0001")],
                samples: vec![due("投诉举报答复")],
            }),
            history: history(),
            may_edit: self.regulation.edit,
        })
    }

    async fn edit_calendar(&self, _: &Caller, _: i32, _: CalendarEdit) -> PortResult<()> {
        self.taken(())
    }

    async fn publish_calendar(&self, _: &Caller, _: i32, _: &str) -> PortResult<i64> {
        self.taken(3)
    }

    async fn calendar_file(&self, _: &Caller, _: i32, _: CalendarFormat) -> PortResult<CalendarFile> {
        Err(PortError::Internal("files are no pages".into()))
    }

    async fn profiles(&self, _: &Caller) -> PortResult<Vec<ProfileRow>> {
        Ok(vec![profile("zhejiang"), profile("deqing")])
    }

    async fn profile(&self, _: &Caller, name: &str) -> PortResult<ProfileView> {
        let row = |key: &str, drafted: Option<&str>| ValueRow {
            key: key.into(),
            label: Some("投诉举报答复 · 工作日".into()),
            value: "15".into(),
            strength: Some(coded("hard", "硬")),
            sources: vec![("ZJ22-Art.45".into(), Some("/law/zj22#art-45".into())), ("D".into(), None)],
            inherited: Some("zhejiang".into()),
            drafted: drafted.map(str::to_owned),
        };
        let rows = vec![row("complaint.reply.period.working_days", Some("10")), row("complaint.accept.value", None)];
        Ok(ProfileView {
            row: profile(name),
            inherits: vec!["zhejiang".into()],
            groups: vec![ValueGroup { code: "rights".into(), label: "权利".into(), rows }],
            missing: vec![MissingKey {
                key: "restricted.recheck".into(),
                label: None,
                from: "yunnan".into(),
                values: "period.working_days: 5; strength: <b>hard</b>".into(),
            }],
            history: history(),
            may_edit: self.regulation.edit,
        })
    }

    async fn edit_profile(&self, _: &Caller, _: &str, _: ValueEdit) -> PortResult<String> {
        self.taken("d1".into())
    }

    async fn propose_activation(&self, _: &Caller, _: &str, _: &str) -> PortResult<String> {
        self.taken("d2".into())
    }

    async fn adopt(&self, _: &Caller, _: &str, adoption: Adoption) -> PortResult<String> {
        self.taken(format!("{}-{}", adoption.from, adoption.key))
    }

    async fn copy_profile(&self, _: &Caller, _: &str, new: NewProfile) -> PortResult<String> {
        self.taken(new.name)
    }

    async fn draft(&self, _: &Caller, id: &str, trial: Option<NaiveDate>) -> PortResult<DraftView> {
        let state = self.regulation.state;
        Ok(DraftView {
            id: id.into(),
            profile: profile("zhejiang"),
            state: coded(state, state),
            changes: vec![ValueChange {
                key: "complaint.reply.period.working_days".into(),
                label: Some("投诉举报答复 · 工作日".into()),
                before: "15".into(),
                after: "<b>10</b>".into(),
                reason: "<script>alert(1)</script>".into(),
                article: "ZJ22-Art.45".into(),
                by: "operator".into(),
            }],
            activates: true,
            effect: ProfileEffect {
                dues: vec![due("投诉举报答复")],
                steps: Some((vec!["形式审查".into()], vec!["形式审查".into(), "需求审核".into()])),
                labels: vec![("labels.open.PUBLIC.zh".into(), "无条件开放".into(), "开放".into())],
                running: 42,
                checks: vec!["有 2 条名称没有英文译文".into()],
                trial: trial.map(|day| (day, vec![due("需求审核")])),
            },
            by: "operator".into(),
            at: at(),
            decided_by: None,
            note: None,
            valid_from: (state == "scheduled").then(|| date(2027, 1, 1)),
            may_edit: self.regulation.edit && state == "open",
            may_discard: self.regulation.edit && state != "published",
            may_confirm: self.regulation.edit && state == "proposed",
            title_to_type: (state == "proposed").then(|| "条例（草案）".into()),
        })
    }

    async fn act_on_draft(&self, _: &Caller, _: &str, _: DraftAct) -> PortResult<()> {
        self.taken(())
    }
}
