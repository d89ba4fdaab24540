//! Every row of the table of clocks in the design, in both languages.
use super::*;
use crate::ui::case::testing::{coded, day, hard, soft, target};
use contract::cases::{ClockState, ExtensionView};
use domain::locale::Locale;

fn html(locale: Locale, clock: ClockView, official: bool) -> String {
    Owner::new().with(|| {
        provide_context(locale);
        view! { <Clock clock=clock today=day(2026, 10, 8) official=official /> }.to_html()
    })
}

/// The two lines as they are read.
fn lines(locale: Locale, clock: ClockView, official: bool) -> String {
    let html = html(locale, clock, official);
    let lines = html.split("<details").next().unwrap_or_default();
    let mut text = String::new();
    let mut inside = false;
    for c in lines.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn zh(clock: ClockView) -> String {
    lines(Locale::ZhCn, clock, false)
}

fn en(clock: ClockView) -> String {
    lines(Locale::En, clock, false)
}

fn holds(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part} is missing or out of order in: {text}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn r143_a_hard_clock_says_what_is_left_the_date_and_the_article() {
    holds(&zh(hard()), &["剩余 3 个工作日", " · ", "截止 10月12日（周一） 24:00", "依据", "条例第十九条"]);
    holds(&en(hard()), &["3 working days left", " · ", "due Mon 12 Oct, end of day", "Basis"]);
    let html = html(Locale::En, hard(), false);
    assert!(html.contains("datetime=\"2026-10-12\"") && html.contains("href=\"/en/law/zj22#art-19\""), "{html}");
    assert!(html.contains("clock-box plain"), "{html}");
}

#[test]
fn r143_today_and_tomorrow_are_said_in_words() {
    let today = ClockView { state: ClockState::DueToday, due: Some(day(2026, 10, 8)), ..hard() };
    holds(&zh(today.clone()), &["今天截止（24:00 前）"]);
    holds(&en(today.clone()), &["Due today, by midnight"]);
    assert!(html(Locale::ZhCn, today, false).contains("clock-box soon"));
    holds(&zh(ClockView { state: ClockState::DueTomorrow, ..hard() }), &["明天截止"]);
}

#[test]
fn r151_a_soft_clock_is_a_target_and_says_that_passing_it_does_no_harm() {
    holds(&zh(soft()), &["目标期限 11月2日", "原则上 15 个工作日", "超过不影响您的办件", "工作指引第十三条"]);
    holds(&en(soft()), &["Target date 2 Nov", "in principle 15 working days", "passing it does not affect your case"]);
    assert!(!lines(Locale::ZhCn, soft(), true).contains("您的办件"), "staff are not told that lateness does no harm");
    holds(&zh(target()), &["目标期限 10月29日", "服务目标 15 个工作日，非法定期限"]);
    assert!(!zh(target()).contains("依据"), "a decision of the portal is no law");
}

#[test]
fn r151_overdue_is_listed_and_past_a_target_needs_a_reason() {
    let late = ClockView { state: ClockState::Overdue { by: 2 }, ..hard() };
    holds(&zh(late.clone()), &["已逾期 2 个工作日", "应于 10月12日办结", "已列入督促清单"]);
    holds(&en(late.clone()), &["Overdue by 2 working days", "was due 12 Oct", "listed for supervision"]);
    assert!(html(Locale::ZhCn, late, false).contains("clock-box late"));
    let past = ClockView { state: ClockState::Overdue { by: 1 }, ..soft() };
    holds(&zh(past.clone()), &["已超过目标期限 1 个工作日", "办件继续，经办机构须说明原因"]);
    holds(&en(past.clone()), &["1 working day past the target", "the case goes on, a reason is required"]);
    assert!(html(Locale::ZhCn, past, false).contains("clock-box past-target"));
}

#[test]
fn r144_a_year_without_calendar_makes_the_date_provisional() {
    let open = ClockView { missing_years: vec![2027], due: Some(day(2027, 3, 1)), ..hard() };
    holds(&zh(open.clone()), &["截止日期暂定 2027年3月1日", "2027 年放假安排公布后重新计算"]);
    holds(&en(open.clone()), &["Due date provisional: 1 Mar 2027", "recomputed when the 2027 holidays are published"]);
    assert!(html(Locale::ZhCn, open, false).contains("clock-box provisional"));
}

#[test]
fn r145_an_extension_names_the_total_who_approved_it_and_why() {
    let extension = ExtensionView {
        on: day(2026, 10, 8),
        total: 10,
        approver: coded("body-head", "单位负责人"),
        reason: "情况复杂".into(),
    };
    let clock = ClockView { extension: Some(extension), due: Some(day(2026, 10, 19)), ..hard() };
    holds(&zh(clock.clone()), &["已延长，截止 10月19日（合计 10 个工作日）", "单位负责人批准", "原因：情况复杂"]);
    holds(&en(clock), &["Extended to 19 Oct (10 working days in all)", "approved by", "reason: "]);
}

#[test]
fn r145_a_paused_clock_says_for_whom_it_waits() {
    let paused = ClockView { state: ClockState::Paused { since: day(2026, 10, 7) }, due: None, ..hard() };
    holds(&zh(paused.clone()), &["等待您补正，暂不计时", "补正提交后重新计算"]);
    holds(&en(paused.clone()), &["Waiting for your supplement, clock stopped", "restarts when complete"]);
    assert!(!lines(Locale::ZhCn, paused, true).contains("等待您"));
}

#[test]
fn r141_where_the_law_has_no_number_none_is_shown() {
    let now = ClockView {
        strength: coded("immediate", "立即"),
        what: coded("withdrawal.verify", "核实"),
        state: ClockState::NoNumber,
        period: None,
        due: None,
        counted: vec![],
        ..hard()
    };
    holds(&zh(now.clone()), &["应当立即核实", "法规没有规定天数", "条例第十九条"]);
    let english = en(now.clone());
    holds(&english, &["Must be done at once", "no number of days in law"]);
    holds(&zh(ClockView { strength: coded("prompt", "及时"), ..now }), &["应当及时核实"]);
}

#[test]
fn r143_a_clock_that_was_met_says_how_long_it_took() {
    let met = ClockView { state: ClockState::Met { on: day(2026, 10, 10), used: 4 }, ..hard() };
    holds(&zh(met.clone()), &["10月10日办结", "用时 4 个工作日（期限 5 个）"]);
    holds(&en(met), &["Completed 10 Oct", "in 4 of 5 working days"]);
    let late = ClockView { state: ClockState::MetLate { on: day(2026, 10, 14), by: 2 }, ..hard() };
    holds(&zh(late.clone()), &["10月14日办结", "逾期 2 个工作日"]);
    holds(&en(late), &["Completed 14 Oct", "2 working days late"]);
    let cancelled = ClockView { state: ClockState::Cancelled { on: day(2026, 10, 14) }, ..hard() };
    holds(&zh(cancelled), &["10月14日终止计时"]);
}

#[test]
fn r143_r146_the_count_is_shown_day_by_day_with_its_rules() {
    let html = html(Locale::ZhCn, hard(), false);
    let how = html.split("<details").nth(1).expect("details");
    for part in [
        "机构收到，9月29日（当天不计）",
        "9月30日",
        "10月10日",
        "〔调休上班〕",
        "校核完毕",
        "zhejiang 3f2a91c0",
        "2026 91ab02cd",
        "2026年10月12日（周一） 24:00",
    ] {
        assert!(how.contains(part), "{part}: {how}");
    }
    assert_eq!(how.matches("调休上班").count(), 1);
}

#[test]
fn a_chip_has_the_first_words_and_the_date() {
    let chip = Owner::new().with(|| view! { <ClockChip clock=hard() today=day(2026, 10, 8) /> }.to_html());
    assert!(chip.contains("剩余 3 个工作日") && chip.contains("10月12日") && !chip.contains("条例"), "{chip}");
    assert_eq!(clock_tone(&hard()), Tone::Plain);
}
