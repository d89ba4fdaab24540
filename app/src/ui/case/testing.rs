//! A complaint as tests show it: filed on 8 October 2026, with the transport department.
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use contract::cases::*;
use contract::{BodyRef, Coded};

pub const NUMBER: &str = "TS-20261008-0003";
pub const EVIL: &str = "</textarea><script>alert(1)</script>\"><img src=x> & 数据";

pub fn coded(value: &str, label: &str) -> Coded {
    Coded { value: value.into(), label: label.into() }
}

pub fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).expect("a date of the calendar")
}

/// An instant, given as UTC.
pub fn at(m: u32, d: u32, hour: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, m, d, hour, 30, 0).single().expect("an instant")
}

fn counted(m: u32, d: u32, make_up: bool) -> CountedDayView {
    CountedDayView { date: day(2026, m, d), make_up, assumed: false }
}

/// 校核, five working days from 29 September: hard, by law.
pub fn hard() -> ClockView {
    ClockView {
        what: coded("correction.handle", "校核"),
        owner: Some("省交通运输厅".into()),
        state: ClockState::Running { remaining: 3 },
        strength: coded("hard", "应当"),
        statutory: true,
        started: day(2026, 9, 29),
        period: Some(PeriodView::WorkingDays(5)),
        due: Some(day(2026, 10, 12)),
        missing_years: vec![],
        counted: vec![
            counted(9, 30, false),
            counted(10, 8, false),
            counted(10, 9, false),
            counted(10, 10, true),
            counted(10, 12, false),
        ],
        extension: None,
        basis: vec![BasisView {
            citation: "ZJ22-Art.19".into(),
            path: "/law/zj22#art-19".into(),
            label: "条例第十九条".into(),
        }],
        start_event: coded("received_by_body", "机构收到"),
        stop_event: coded("verified", "校核完毕"),
        profile: "zhejiang 3f2a91c0".into(),
        calendars: vec!["2026 91ab02cd".into()],
    }
}

/// 需求审核: in principle fifteen working days.
pub fn soft() -> ClockView {
    ClockView {
        what: coded("restricted.review", "需求审核"),
        strength: coded("soft", "原则上"),
        state: ClockState::Running { remaining: 11 },
        period: Some(PeriodView::WorkingDays(15)),
        due: Some(day(2026, 11, 2)),
        counted: vec![],
        basis: vec![BasisView {
            citation: "GL20-Art.13(3)".into(),
            path: "/law/gl20#art-13".into(),
            label: "工作指引第十三条".into(),
        }],
        ..hard()
    }
}

/// 答复投诉: the portal's own target.
pub fn target() -> ClockView {
    ClockView {
        what: coded("complaint.reply", "答复"),
        statutory: false,
        basis: vec![],
        due: Some(day(2026, 10, 29)),
        ..soft()
    }
}

pub fn head() -> CaseHead {
    CaseHead {
        number: NUMBER.into(),
        kind: coded("TS", "投诉举报"),
        title: "停车场数据长期不更新".into(),
        state: coded("handling", "办理中"),
        turn: Turn::Others,
        with: Some("省交通运输厅".into()),
        filed: at(10, 8, 2),
        changed: at(10, 8, 6),
        clock: Some(target()),
    }
}

pub fn entry(event: &str, internal: bool) -> TimelineEntry {
    TimelineEntry {
        at: at(10, 8, 2),
        event: coded("routed", event),
        actor: "省数据局（主管部门审核）".into(),
        person: None,
        text: Some("请核实更新情况".into()),
        facts: vec![("转交给".into(), "省交通运输厅".into())],
        clock: Some("开始计时：服务目标 15 个工作日".into()),
        internal,
        documents: Vec::new(),
    }
}

pub fn document() -> DocumentView {
    DocumentView {
        id: "00000000-0000-0000-0000-000000000007".parse().expect("an id"),
        name: "截图.png".into(),
        slot: coded("evidence", "证明材料"),
        media: "image/png".into(),
        bytes: 20_480,
        state: contract::cases::DocumentState::Valid,
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
        from: "提出人".into(),
        at: at(10, 8, 2),
        inline: true,
        open: true,
        recorded: true,
    }
}

pub fn command(code: &str, label: &str, primary: bool) -> CommandRef {
    CommandRef { code: code.into(), label: label.into(), primary, danger: !primary }
}

/// The case as the reporter sees it.
pub fn case(side: Side) -> CaseView {
    let official = side == Side::Official;
    CaseView {
        head: head(),
        side,
        version: 4,
        allowed: if official {
            vec![command("answer", "答复", true), command("return", "退回", false)]
        } else {
            vec![]
        },
        may_message: side != Side::Tracking,
        may_note: official,
        may_unmask: official,
        may_print: side != Side::Tracking,
        may_assign: official,
        clocks: vec![target()],
        timeline: vec![entry("转交", false)],
        future: vec![FutureStep { label: "答复".into(), working_days: Some(15), soft: true }],
        answers: vec![("事项".into(), "停车场数据长期不更新".into()), ("事实".into(), EVIL.into())],
        target: Target {
            kind: coded("dataset", "数据集"),
            name: Some("城市公共停车场信息".into()),
            path: Some("/data/8K3M2QAAAA".into()),
            text: None,
        },
        documents: vec![document()],
        messages: vec![MessageView {
            at: at(10, 9, 1),
            from: "省交通运输厅".into(),
            person: None,
            text: "已收到".into(),
            internal: false,
            own: official,
        }],
        links: vec![],
        applicant: official.then(|| Applicant { name: "张*".into(), masked: true, ..Applicant::default() }),
        applicant_hidden: false,
        anonymous: false,
        channel: coded("online", "网上提交"),
        bodies: vec![BodyRef { code: "b1t0000001".into(), name: "省交通运输厅".into() }],
        assignee: official.then(|| coded("a1", "李四")),
        basis: vec![],
        profile: "zhejiang 3f2a91c0".into(),
        application: None,
        agreement: None,
    }
}

pub fn queue() -> QueuePage {
    let row = |number: &str, clock: ClockView| QueueRow {
        head: CaseHead { number: number.into(), clock: Some(clock), ..head() },
        step: "答复".into(),
        owner: None,
        applicant: "匿名".into(),
    };
    let overdue = ClockView { state: ClockState::Overdue { by: 2 }, ..hard() };
    QueuePage {
        body: "省交通运输厅".into(),
        counts: QueueTab::ALL.into_iter().zip([1, 2, 0, 1, 9]).collect(),
        total: 2,
        page: 1,
        per_page: 50,
        groups: vec![
            QueueGroup { key: QueueGroupKey::Overdue, rows: vec![row("TS-20260901-0001", overdue)] },
            QueueGroup { key: QueueGroupKey::Later, rows: vec![row(NUMBER, target())] },
        ],
        kinds: vec![coded("TS", "投诉举报"), coded("JY", "意见建议")],
        owners: vec![coded("00000000-0000-0000-0000-000000000009", "李四")],
        may_assign: true,
        datasets: vec![coded("bus0000001", "公交线路")],
        may_receive: true,
        may_remind: true,
        cut_short: false,
        average_tenths: Some(23),
        due_today: 1,
        new_today: 2,
        next: None,
    }
}

pub fn preview() -> Preview {
    let notice = NoticePreview {
        to: coded("reporter", "提交人"),
        people: 1,
        subject: "办件 TS-20261008-0003 已答复".into(),
        text: "答复全文见办件页。".into(),
        link: Some("/track".into()),
    };
    Preview { notices: vec![notice], entry: Some(entry("答复", false)), token: "t".into(), obliged: false }
}

pub fn command_view() -> CommandView {
    let field = |name: &str, control: FieldControl, required: bool| CommandField {
        name: name.into(),
        label: format!("问题 {name}"),
        hint: None,
        control,
        required,
        value: String::new(),
        min: if name == "note" { 0 } else { 10 },
        max: 2000,
        internal: name == "note",
        group: None,
        templates: Vec::new(),
    };
    CommandView {
        head: head(),
        version: 4,
        command: command("answer", "答复", true),
        effects: vec!["提出人收到答复。".into()],
        told: vec!["提出人".into()],
        undo: "答复发出后不能收回。".into(),
        fields: vec![
            field("outcome", FieldControl::Choice(vec![coded("yes", "属实"), coded("no", "不属实")]), true),
            field("text", FieldControl::TextArea, true),
            field("files", FieldControl::Files, false),
            field("note", FieldControl::TextArea, false),
        ],
        basis: hard().basis,
        preview: true,
        facts: vec![("事项".into(), EVIL.into())],
        application: None,
        signing: None,
        documents: Vec::new(),
    }
}
