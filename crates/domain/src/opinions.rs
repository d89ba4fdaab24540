//! 意见模板 (ui 5.8): words that a body keeps for its opinions. They are put into a question as a beginning and stay editable; what they name of
//! the case is filled in as they are.
use crate::access::{Fault, FaultCode};
use crate::cases::CaseKind;
use crate::code_list;

/// Bounds of title and text, in characters.
pub const TITLE_MAX: usize = 60;
pub const TEXT_MAX: usize = 2000;
/// Templates of a body, those offered no more among them: as many as people find something in. One that is not needed any more can be
/// rewritten, which offers it again.
pub const MOST: u32 = 100;

code_list! {
    /// What a template is for.
    OpinionKind {
        /// 同意: what is said about an approval.
        Approve = "approve",
        /// 不同意: the reason of a refusal.
        Refuse = "refuse",
        /// 补正: what is said about materials that are missing.
        Supplement = "supplement",
        /// 答复: the answer to a complaint or suggestion.
        Answer = "answer",
    }
}

code_list! {
    /// What of the case a template may name; the code stands in braces in its text.
    OpinionFact {
        /// Number of the case.
        Number = "number",
        /// What the case is about, as its head says.
        Title = "title",
        /// Titles of the datasets the question is about.
        Data = "data",
        /// The day.
        Today = "today",
    }
}

impl OpinionFact {
    /// What stands where a case has no such fact: whoever writes the opinion sees what is left to do.
    pub const fn blank(self) -> &'static str {
        match self {
            Self::Number => "［办件编号］",
            Self::Title => "［办件标题］",
            Self::Data => "［数据集名称］",
            Self::Today => "［日期］",
        }
    }
}

/// Which templates fit a question of a command.
pub fn kind_of(case: CaseKind, command: &str, field: &str) -> Option<OpinionKind> {
    match (case, command, field) {
        (CaseKind::Application, "answer" | "recheck", "explain") => Some(OpinionKind::Approve),
        (CaseKind::Application, "answer" | "recheck", field) if field.starts_with("reason-") => {
            Some(OpinionKind::Refuse)
        }
        (CaseKind::Application, "refuse-formal", "reason") => Some(OpinionKind::Refuse),
        (CaseKind::Application, "ask-supplement", "explain") => Some(OpinionKind::Supplement),
        (CaseKind::Complaint | CaseKind::Suggestion, "ask-supplement", "question") => Some(OpinionKind::Supplement),
        (CaseKind::Complaint | CaseKind::Suggestion, "answer", "answer") => Some(OpinionKind::Answer),
        _ => None,
    }
}

/// A text cut at its braces: plain words, and what stands in braces.
fn pieces(text: &str) -> Vec<Result<&str, &str>> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        all.push(Ok(before));
        all.push(Err(name));
        rest = tail;
    }
    all.push(Ok(rest));
    all
}

/// What is wrong with a template as typed.
///
/// # Errors
/// Every fault at once: `title` or `text` empty or too long, `text` with braces around something that no case has.
pub fn check(title: &str, text: &str) -> Result<(), Vec<Fault>> {
    let mut faults = Vec::new();
    for (field, value, max) in [("title", title, TITLE_MAX), ("text", text, TEXT_MAX)] {
        let length = value.trim().chars().count();
        if length == 0 {
            faults.push(Fault::new(field, FaultCode::Required));
        } else if length > max {
            faults.push(Fault::new(field, FaultCode::TooLong).fact("max", max).fact("over", length - max));
        }
    }
    let unknown =
        pieces(text).into_iter().find_map(|piece| piece.err().filter(|name| OpinionFact::from_code(name).is_none()));
    if let Some(name) = unknown {
        faults.push(Fault::new("text", FaultCode::NotOffered).fact("value", name));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// The text with the facts of a case in their places.
pub fn fill(text: &str, value: impl Fn(OpinionFact) -> String) -> String {
    let filled = pieces(text).into_iter().map(|piece| match piece {
        Ok(words) => words.to_owned(),
        Err(name) => match OpinionFact::from_code(name) {
            Some(fact) => {
                Some(value(fact)).filter(|value| !value.trim().is_empty()).unwrap_or_else(|| fact.blank().into())
            }
            None => format!("{{{name}}}"),
        },
    });
    filled.collect()
}

/// What a question holds after a template was put into it: below what stands there already.
pub fn inserted(standing: &str, text: &str) -> String {
    match standing.trim_end() {
        "" => text.to_owned(),
        standing => format!("{standing}\n{text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ui58_what_a_template_names_is_filled_in_and_what_is_not_there_is_seen() {
        let text = "您申请的“{data}”（{number}）不符合条件，{today}。";
        assert_eq!(check("不符合条件", text), Ok(()));
        let value = |fact| match fact {
            OpinionFact::Number => "SQ-20260910-0001".to_owned(),
            OpinionFact::Today => "2026年9月10日".to_owned(),
            OpinionFact::Title | OpinionFact::Data => String::new(),
        };
        assert_eq!(fill(text, value), "您申请的“［数据集名称］”（SQ-20260910-0001）不符合条件，2026年9月10日。");
        assert_eq!(fill("没有右括号 { number", value), "没有右括号 { number");
        assert_eq!(inserted("", "一"), "一");
        assert_eq!(inserted("写了一半\n", "一"), "写了一半\n一");
    }

    #[test]
    fn ui58_a_template_is_refused_with_every_fault_at_once() {
        let faults = |title: &str, text: &str| -> Vec<_> {
            check(title, text).unwrap_err().into_iter().map(|fault| (fault.field, fault.code)).collect()
        };
        assert_eq!(faults(" ", ""), [("title".into(), FaultCode::Required), ("text".into(), FaultCode::Required)]);
        assert_eq!(
            faults(&"长".repeat(61), "申请人{name}"),
            [("title".into(), FaultCode::TooLong), ("text".into(), FaultCode::NotOffered)]
        );
    }

    #[test]
    fn ui58_every_kind_has_a_question_it_is_for() {
        let questions = [
            (CaseKind::Application, "answer", "reason-2"),
            (CaseKind::Application, "recheck", "explain"),
            (CaseKind::Application, "ask-supplement", "explain"),
            (CaseKind::Suggestion, "answer", "answer"),
        ];
        let kinds: Vec<_> = questions.into_iter().filter_map(|(case, act, field)| kind_of(case, act, field)).collect();
        assert!(OpinionKind::ALL.iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
        assert_eq!(kind_of(CaseKind::Application, "answer", "note"), None, "what nobody outside reads needs none");
        assert_eq!(kind_of(CaseKind::Agreement, "answer", "answer"), None);
    }
}
