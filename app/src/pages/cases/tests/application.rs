//! An application on its page, on the decision screen and on the authority's board.
use super::{at, fake, open};
use crate::ui::case::testing::{EVIL, at as instant, coded, day, head, soft};
use contract::BodyRef;
use contract::cases::{
    ApplicationPart, ChangeView, CheckLevel, CheckView, ConditionView, CoordinatedView, CoordinationPage,
    CoordinationRow, ItemView, LineView, MissingView, OpinionView, PublisherPart, RelatedView, SectionView, Side,
    SuppliedView,
};
use domain::locale::Locale;

fn line(no: u32, decision: &str) -> LineView {
    let item = |n: usize| ItemView { name: format!("数据项{n}"), meaning: Some(EVIL.into()), sensitive: n == 13 };
    LineView {
        no,
        dataset: "停车动态".into(),
        path: Some("/data/abcdefghjk".into()),
        items: (1..=14).map(item).collect(),
        of_items: 23,
        range: "2026年".into(),
        mode: coded("api", "接口"),
        volume: Some("每日 1000".into()),
        scenario: "停车诱导".into(),
        necessity: EVIL.into(),
        consent: Some(coded("now", "已附授权同意")),
        decision: coded(decision, decision),
        step: Some(coded("demand", "需求审核")),
        basis: Some("能力不足".into()),
        reason: Some(EVIL.into()),
        condition: Some(EVIL.into()),
        on: Some(day(2026, 10, 12)),
        before: Some((3, 1)),
    }
}

fn part(official: bool) -> ApplicationPart {
    let publisher = BodyRef { code: "body".into(), name: "省交通运输厅".into() };
    let related = RelatedView {
        number: "SQ-20260910-0002".into(),
        path: Some("/cases/SQ-20260910-0002".into()),
        title: Some("停车通".into()),
        state: coded("approved", "待签署"),
        filed: instant(9, 10, 9),
    };
    let check = |level| CheckView { level, text: EVIL.into(), at: None };
    let mut part = ApplicationPart {
        joint: true,
        sentence: EVIL.into(),
        publishers: vec![PublisherPart {
            publisher,
            own: true,
            state: coded("partly", "部分同意"),
            clock: Some(soft()),
            lines: vec![line(1, "agreed"), line(2, "refused")],
        }],
        sections: vec![SectionView { title: "应用".into(), rows: vec![("名称".into(), EVIL.into())] }],
        notice: Some(MissingView {
            at: instant(9, 14, 9),
            materials: vec![coded("credit-report", "信用报告")],
            text: Some(EVIL.into()),
            open: true,
        }),
        supplied: vec![SuppliedView {
            material: coded("credit-report", "信用报告"),
            at: instant(9, 15, 9),
            text: None,
            files: vec!["新.pdf".into()],
            changes: vec![ChangeView { question: "用户数".into(), before: "12000".into(), after: EVIL.into() }],
        }],
        ..ApplicationPart::default()
    };
    if official {
        part.checks = [CheckLevel::Good, CheckLevel::Look, CheckLevel::Bad].map(check).into();
        let condition =
            |level| ConditionView { dataset: "停车动态".into(), text: EVIL.into(), check: check(level) };
        part.conditions = vec![condition(CheckLevel::Good)];
        part.record = vec![related];
        part.opinions = vec![OpinionView {
            at: instant(10, 9, 9),
            body: "省气象局".into(),
            event: coded("answered", "需求审核意见"),
            text: EVIL.into(),
        }];
    }
    part
}

#[test]
fn r063_r064_r068_an_application_is_sound_on_its_page_and_on_the_decision_screen() {
    for locale in Locale::ALL {
        for side in [Side::Official, Side::Applicant] {
            let official = side == Side::Official;
            let mut fake = fake(side);
            if let Some(case) = &mut fake.cases.case {
                case.application = Some(part(official));
            }
            if let Some(command) = &mut fake.cases.command {
                command.application = official.then(|| part(true));
                command.fields.iter_mut().for_each(|field| field.group = Some("第 1 行 · 停车动态".into()));
            }
            for address in ["/cases/SQ-20260910-0001", "/cases/SQ-20260910-0001/do/answer"] {
                let what = format!("{address} {side:?} {}", locale.tag());
                let (status, html) = open(at(&fake, locale, address, official));
                assert_eq!(status, 200, "{what}");
                super::sound(&html, &what);
                assert!(!html.contains(EVIL), "escaped: {what}");
                let decides = address.ends_with("answer");
                if official || !decides {
                    assert!(html.contains("停车动态") && html.contains("能力不足"), "{what}");
                }
                assert_eq!(html.contains("id=\"decision\""), official && decides, "{what}");
                assert_eq!(html.contains("id=\"checks\""), official, "{what}");
            }
        }
    }
}

#[test]
fn b09_the_board_names_each_publisher_and_who_has_not_said_why_it_is_late() {
    let publisher = |name: &str, explained| CoordinatedView {
        publisher: BodyRef { code: "body".into(), name: name.into() },
        state: coded("pending", "审核中"),
        lines: 2,
        clock: Some(soft()),
        explained,
    };
    let row = CoordinationRow {
        head: head(),
        joint: true,
        publishers: vec![publisher("省交通运输厅", Some(false)), publisher("省气象局", Some(true))],
        remind: true,
    };
    let mut fake = fake(Side::Official);
    for locale in Locale::ALL {
        for rows in [vec![row.clone()], Vec::new()] {
            let any = !rows.is_empty();
            fake.cases.coordination =
                Some(CoordinationPage { authority: "省数据局".into(), rows, running: 1, joint: 1, overdue: 1 });
            let (status, html) = open(at(&fake, locale, "/admin/coordination", true));
            assert_eq!(status, 200);
            super::sound(&html, "the board");
            assert_eq!(html.contains("/do/remind"), any);
            assert_eq!(html.contains("省交通运输厅") && html.contains("省气象局"), any);
        }
    }
    fake.cases.coordination = None;
    assert_eq!(open(at(&fake, Locale::ZhCn, "/admin/coordination", true)).0, 403);
}
