//! 资格自查 (ui 5.5): one question after another, by the rules of the profile. Nothing is stored; the result is no decision.
use super::super::accounts::kind_label;
use super::super::internal;
use super::credit_desk::test_label;
use super::procedure::{Wanted, acceptance_of, articles, authority_for, obstacle_view};
use crate::portal::Core;
use contract::opening::{CheckLine, CheckState, SelfAnswers, SelfCheck, SelfQuestion};
use contract::{Caller, Coded, PortResult};
use domain::access::conditions::Conditions;
use domain::access::credit::{CreditAnswer, CreditCheck};
use domain::access::eligibility::{Facts, Obstacle, level_needed, obstacles};
use domain::access::window::Acceptance;
use domain::account::PartyKind;
use domain::locale::Locale;
use domain::profile::{CreditTest, Restricted};
use texts::t;

/// Answer of those who are in no list, and of those whose system has no level.
const NONE: &str = "none";
/// Answer of natural persons who would work in the sandbox of the publisher (C-18).
const SANDBOX: &str = "sandbox";
/// Levels of 等级保护.
const LEVELS: std::ops::RangeInclusive<u8> = 1..=5;

/// What the questions depend on.
struct Inquiry<'a> {
    locale: Locale,
    rule: &'a Restricted,
    wanted: Option<&'a Wanted>,
    conditions: Vec<&'a Conditions>,
    answers: &'a SelfAnswers,
}

pub(super) async fn check(core: &Core, caller: &Caller, answers: &SelfAnswers) -> PortResult<SelfCheck> {
    let wanted = match answers.dataset.as_str() {
        "" => None,
        code => Some(Wanted::load(core, caller, code).await?),
    };
    let mut tx = core.store.read().await.map_err(internal)?;
    let authority = authority_for(&mut tx, wanted.as_ref()).await?;
    let acceptance = acceptance_of(core, &mut tx, authority).await?;
    drop(tx);
    let active = core.active();
    let conditions = match &wanted {
        Some(wanted) => wanted.conditions(core, &acceptance)?.into_iter().collect(),
        None => Vec::new(),
    };
    let rule = &active.profile.profile.restricted;
    let inquiry = Inquiry { locale: caller.locale, rule, wanted: wanted.as_ref(), conditions, answers };
    if let Some(question) = inquiry.next() {
        return Ok(SelfCheck::Ask(question));
    }
    let lines = inquiry.result(core, &acceptance);
    let missing = lines.iter().filter(|line| line.state == CheckState::NotMet).count();
    Ok(SelfCheck::Result {
        dataset: wanted.as_ref().map(|wanted| wanted.view(core, caller.locale)),
        lines,
        missing: u32::try_from(missing).unwrap_or(u32::MAX),
    })
}

impl Inquiry<'_> {
    fn kind(&self) -> Option<PartyKind> {
        PartyKind::from_code(&self.answers.kind)
    }

    /// The lowest level that suffices for whoever asks.
    fn level_needed(&self) -> Option<(u8, Option<String>)> {
        level_needed(self.rule, self.kind().unwrap_or(PartyKind::LegalPerson), false, &self.conditions)
    }

    /// Lists the profile asks about; a credit grade is nothing people know of themselves.
    fn lists(&self) -> impl Iterator<Item = CreditTest> + '_ {
        self.rule.credit_tests.iter().copied().filter(|test| *test != CreditTest::CreditGrade)
    }

    /// Names of the questions, in order.
    fn names(&self) -> Vec<&'static str> {
        let mut names = vec!["kind"];
        if self.level_needed().is_some() {
            names.push("level");
        }
        if self.lists().next().is_some() {
            names.push("lists");
        }
        if self.wanted.is_none() {
            names.push("known");
        }
        names.push("sensitive");
        names
    }

    fn choices(&self, name: &str) -> Vec<Coded> {
        let locale = self.locale;
        let coded = |value: &str, label: String| Coded { value: value.to_owned(), label };
        match name {
            "kind" => PartyKind::ALL.iter().map(|kind| kind_label(locale, *kind)).collect(),
            "level" => {
                let levels = LEVELS.map(|level| coded(&level.to_string(), t!(locale, "opening-level", level = level)));
                let none = coded(NONE, t!(locale, "opening-level-none"));
                let sandbox = (self.kind() == Some(PartyKind::Person))
                    .then(|| coded(SANDBOX, t!(locale, "opening-level-sandbox")));
                levels.chain([none]).chain(sandbox).collect()
            }
            "lists" => {
                let none = coded(NONE, t!(locale, "opening-lists-none"));
                self.lists().map(|test| test_label(locale, test)).chain([none]).collect()
            }
            _ => vec![coded("yes", t!(locale, "opening-yes")), coded("no", t!(locale, "opening-no"))],
        }
    }

    fn given(&self, name: &str) -> Vec<&str> {
        match name {
            "kind" => vec![self.answers.kind.as_str()],
            "level" => vec![self.answers.level.as_str()],
            "lists" => self.answers.lists.iter().map(String::as_str).collect(),
            "known" => vec![self.answers.known.as_str()],
            _ => vec![self.answers.sensitive.as_str()],
        }
    }

    fn answered(&self, name: &str) -> bool {
        let choices = self.choices(name);
        let given = self.given(name);
        !given.is_empty() && given.iter().all(|answer| choices.iter().any(|choice| choice.value == *answer))
    }

    /// The first question without an answer.
    fn next(&self) -> Option<SelfQuestion> {
        let names = self.names();
        let at = names.iter().position(|name| !self.answered(name))?;
        let name = names[at];
        let say = |part: &str| texts::t(self.locale, &format!("opening-question-{name}{part}"));
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let basis: &[&str] = match name {
            "level" if self.level_needed().is_some_and(|(_, condition)| condition.is_none()) => &["GL20-Art.12(1)"],
            "lists" => &["GL20-Art.12(2)", "ZJ22-Art.33(1)"],
            _ => &[],
        };
        Some(SelfQuestion {
            name: name.to_owned(),
            question: say(""),
            hint: Some(say("-hint")),
            choices: self.choices(name),
            several: name == "lists",
            at: count(at + 1),
            of: count(names.len()),
            basis: articles(self.locale, basis),
        })
    }

    /// The credit check that the answers amount to.
    fn credit(&self, core: &Core) -> CreditCheck {
        let listed = |test: &CreditTest| self.answers.lists.contains(&test_label(self.locale, *test).value);
        let today = core.clock.today();
        let answer = |test: CreditTest| {
            let listed = listed(&test);
            (
                test,
                if listed { CreditAnswer::Listed { from: today, source: String::new() } } else { CreditAnswer::Clear },
            )
        };
        CreditCheck { at: core.clock.now(), answers: self.lists().map(answer).collect() }
    }

    fn result(&self, core: &Core, acceptance: &Acceptance) -> Vec<CheckLine> {
        let locale = self.locale;
        let kind = self.kind().unwrap_or(PartyKind::LegalPerson);
        let hosted = self.answers.level == SANDBOX && kind == PartyKind::Person;
        // 没有定级 counts as below every level.
        let level = if hosted { None } else { Some(self.answers.level.parse().unwrap_or(0)) };
        let level = level.filter(|_| self.level_needed().is_some());
        let credit = self.credit(core);
        let facts = Facts {
            acceptance,
            kind,
            verification: None,
            level,
            hosted,
            credit: Some(&credit),
            conditions: &self.conditions,
        };
        let found = obstacles(self.rule, &facts);
        let mut lines = vec![self.line("identity", CheckState::ToDo, true)];
        let level_found = found.iter().find(|one| matches!(one, Obstacle::LevelTooLow { .. }));
        match (level_found, self.level_needed()) {
            (Some(one), _) => lines.push(self.obstacle(one, "level")),
            (None, Some(_)) => {
                lines.push(self.line(if hosted { "level-hosted" } else { "level-met" }, CheckState::Met, false))
            }
            (None, None) => {}
        }
        let listed: Vec<_> = found.iter().filter(|one| matches!(one, Obstacle::Listed { .. })).collect();
        if listed.is_empty() && self.lists().next().is_some() {
            lines.push(self.line("lists-met", CheckState::Met, false));
        }
        lines.extend(listed.into_iter().map(|one| self.obstacle(one, "listed")));
        lines.push(self.dataset());
        lines.push(match self.answers.sensitive.as_str() {
            "yes" => {
                CheckLine { basis: articles(locale, &["GL20-Art.3"]), ..self.line("sensitive", CheckState::ToDo, true) }
            }
            _ => self.line("sensitive-none", CheckState::Met, false),
        });
        lines.push(match found.iter().find(|one| matches!(one, Obstacle::WindowClosed { .. })) {
            Some(one) => CheckLine { state: CheckState::ToDo, ..self.obstacle(one, "window") },
            None => self.line("window-open", CheckState::Met, false),
        });
        lines
    }

    fn dataset(&self) -> CheckLine {
        match self.wanted.map(Wanted::standing) {
            Some(Some(one)) => self.obstacle(&one, "dataset"),
            Some(None) => self.line("dataset-met", CheckState::Met, false),
            None if self.answers.known == "yes" => self.line("dataset-met", CheckState::Met, false),
            None => self.line("dataset-unknown", CheckState::NotMet, true),
        }
    }

    fn line(&self, code: &str, state: CheckState, way: bool) -> CheckLine {
        let text = texts::t(self.locale, &format!("opening-check-{code}"));
        let way = way.then(|| texts::t(self.locale, &format!("opening-way-{code}")));
        CheckLine { code: code.to_owned(), state, text, way, basis: Vec::new() }
    }

    fn obstacle(&self, obstacle: &Obstacle, way: &str) -> CheckLine {
        let shown = obstacle_view(self.locale, obstacle);
        let way = texts::t(self.locale, &format!("opening-way-{way}"));
        CheckLine { code: shown.code, state: CheckState::NotMet, text: shown.text, way: Some(way), basis: shown.basis }
    }
}
