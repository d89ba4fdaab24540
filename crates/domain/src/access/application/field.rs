//! What can be said of a single field from what is typed into it alone: [`super::check`] asks here, and so does the browser as soon as a field
//! is left. Nothing here needs a table, a clock or a calendar, so that it stays small where it is downloaded.
use super::form::TEXT_MAX;
use crate::access::fault::{Fault, FaultCode};
use crate::party::narrowed;
use crate::profile::{Amount, Forms};

/// Longest telephone number with its extension, in characters.
const PHONE_MAX: u32 = 30;
/// Longest filing number of 等级保护, in characters.
const FILING_NO_MAX: u32 = 60;
/// More digits are no number of users or calls.
const DIGITS_MAX: usize = 15;

/// The rule of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldRule {
    /// Words, at most so many characters.
    Text { max: u32 },
    /// A telephone number.
    Phone { max: u32 },
    /// A whole number, at least this one.
    Whole { least: u32 },
    /// One of a list: anything.
    Chosen,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub code: FaultCode,
    /// Characters too many; 0 unless it is too long.
    pub over: usize,
}

impl FieldRule {
    /// As a page names it to the browser.
    pub fn code(self) -> String {
        match self {
            Self::Text { max } => format!("text {max}"),
            Self::Phone { max } => format!("phone {max}"),
            Self::Whole { least } => format!("whole {least}"),
            Self::Chosen => "chosen 0".to_owned(),
        }
    }

    /// The rule of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        let (name, number) = code.split_once(' ')?;
        let number: u32 = number.parse().ok()?;
        Some(match name {
            "text" => Self::Text { max: number },
            "phone" => Self::Phone { max: number },
            "whole" => Self::Whole { least: number },
            "chosen" => Self::Chosen,
            _ => return None,
        })
    }

    /// Most characters, where there is a limit.
    pub const fn max(self) -> Option<u32> {
        match self {
            Self::Text { max } | Self::Phone { max } => Some(max),
            Self::Whole { .. } | Self::Chosen => None,
        }
    }

    /// What can be wrong, for whoever needs the words beforehand.
    pub const fn codes(self) -> &'static [FaultCode] {
        match self {
            Self::Text { .. } => &[FaultCode::Required, FaultCode::TooLong],
            Self::Phone { .. } => &[FaultCode::Required, FaultCode::TooLong, FaultCode::BadValue],
            Self::Whole { .. } => &[FaultCode::Required, FaultCode::BadValue],
            Self::Chosen => &[FaultCode::Required],
        }
    }

    /// What is wrong with what is typed; the first thing only, as a page shows one.
    pub fn fault(self, typed: &str, required: bool) -> Option<Wrong> {
        let wrong = |code| Some(Wrong { code, over: 0 });
        let length = length(typed);
        if length == 0 {
            return required.then_some(Wrong { code: FaultCode::Required, over: 0 });
        }
        match self.max() {
            Some(max) if length > max as usize => {
                return Some(Wrong { code: FaultCode::TooLong, over: length - max as usize });
            }
            _ => {}
        }
        match self {
            Self::Phone { .. } if !is_phone(typed) => wrong(FaultCode::BadValue),
            Self::Whole { least } if whole(typed).is_none_or(|number| number < u64::from(least)) => {
                wrong(FaultCode::BadValue)
            }
            _ => None,
        }
    }

    /// The same as a fault of a form, with its facts.
    pub fn check(self, field: &str, typed: &str, required: bool) -> Option<Fault> {
        let wrong = self.fault(typed, required)?;
        let fault = Fault::new(field, wrong.code);
        Some(match self.max() {
            Some(max) if wrong.code == FaultCode::TooLong => fault.fact("max", max).fact("over", wrong.over),
            _ => fault,
        })
    }
}

/// The rule of a field of the application: `contact_phone`, `scenarios.0.usage`, `lines.1.volume`. Limits of the printed form are those of the
/// profile; where it names none, [`TEXT_MAX`] counts.
pub fn rule_of(field: &str, forms: &Forms) -> FieldRule {
    let text = |amount: &Amount| FieldRule::Text { max: amount.value };
    match field {
        "applicant_name" | "host_operator" => text(&forms.applicant_name),
        "contact_name" | "accountable_head" => text(&forms.contact_name),
        "contact_address" => text(&forms.contact_address),
        "contact_phone" => FieldRule::Phone { max: PHONE_MAX },
        "service_name" => text(&forms.service_name),
        "system_name" => text(&forms.system_name),
        "datacentre_address" => text(&forms.datacentre_address),
        "mlps_filing_no" => FieldRule::Text { max: FILING_NO_MAX },
        "user_count" | "concurrency" => FieldRule::Whole { least: 0 },
        "theme" => FieldRule::Chosen,
        of_line => match of_line.strip_prefix("lines.").and_then(|rest| rest.split_once('.')) {
            Some((_, "volume")) => FieldRule::Whole { least: 1 },
            Some((_, "volume_unit")) => FieldRule::Chosen,
            _ => FieldRule::Text { max: TEXT_MAX as u32 },
        },
    }
}

/// The length of a text as every limit counts it: characters, without the blanks around it.
pub fn length(typed: &str) -> usize {
    typed.trim().chars().count()
}

/// A whole number as people type it: full-width digits, blanks, commas between thousands.
pub(super) fn whole(typed: &str) -> Option<u64> {
    // Folding drops hyphens: a minus is no digit.
    if typed.contains(['-', '－', '−']) {
        return None;
    }
    let digits: String = narrowed(typed).filter(|c| *c != ',' && *c != '，').collect();
    if digits.is_empty() || digits.len() > DIGITS_MAX || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

/// A mobile or landline number of the mainland, with or without country code and extension, or an international one with `+`.
fn is_phone(typed: &str) -> bool {
    let number: String = narrowed(typed).filter(|c| !matches!(c, '(' | ')' | '.')).collect();
    let (international, digits) = match number.strip_prefix("+86") {
        Some(rest) => (false, rest),
        None => number.strip_prefix('+').map_or((false, number.as_str()), |rest| (true, rest)),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let mobile = digits.len() == 11 && digits.starts_with('1') && !matches!(digits.as_bytes()[1], b'0'..=b'2');
    // 区号 with 号码, and up to five digits of extension; 400 and 800 numbers.
    let landline = digits.starts_with('0') && (10..=17).contains(&digits.len());
    let service = digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
    if international { (7..=15).contains(&digits.len()) } else { mobile || landline || service }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(rule: FieldRule, typed: &str) -> Option<FaultCode> {
        rule.fault(typed, true).map(|wrong| wrong.code)
    }

    #[test]
    fn c1_telephone_numbers_as_people_write_them() {
        let phone = FieldRule::Phone { max: PHONE_MAX };
        let right = [
            "13800001234",
            "138 0000 1234",
            "+86 138-0000-1234",
            "0571-87051234",
            "(0571) 87051234",
            "400 800 1234",
            "１３８００００１２３４",
            "+44 20 7946 0958",
        ];
        for right in right {
            assert_eq!(code(phone, right), None, "{right}");
        }
        for wrong in ["12800001234", "87051234", "13800001", "1380000123a", "+", "１２３"] {
            assert_eq!(code(phone, wrong), Some(FaultCode::BadValue), "{wrong}");
        }
        assert_eq!(code(phone, &"1".repeat(31)), Some(FaultCode::TooLong));
    }

    #[test]
    fn c1_numbers_as_people_write_them() {
        assert_eq!((whole("12,000"), whole(" １２ "), whole("0")), (Some(12_000), Some(12), Some(0)));
        for wrong in ["", "-1", "1.5", "99999999999999999999", "x"] {
            assert_eq!(whole(wrong), None, "{wrong}");
        }
        assert_eq!(code(FieldRule::Whole { least: 1 }, "0"), Some(FaultCode::BadValue));
        assert_eq!(code(FieldRule::Whole { least: 0 }, "0"), None);
    }

    #[test]
    fn r051_a_text_is_as_long_as_its_characters_and_blanks_around_it_do_not_count() {
        let rule = FieldRule::Text { max: 4 };
        assert_eq!(rule.fault(" 停车诱导\n", true), None);
        assert_eq!(rule.fault("停车诱导了", true), Some(Wrong { code: FaultCode::TooLong, over: 1 }));
        let fault = rule.check("service_name", "停车诱导平台", true).expect("too long");
        assert_eq!((fault.facts["max"].as_str(), fault.facts["over"].as_str()), ("4", "2"));
        assert_eq!((code(rule, " "), rule.fault(" ", false)), (Some(FaultCode::Required), None));
    }

    #[test]
    fn r051_words_are_ready_for_everything_that_can_be_wrong() {
        let rules = [
            FieldRule::Text { max: 3 },
            FieldRule::Phone { max: 30 },
            FieldRule::Whole { least: 1 },
            FieldRule::Chosen,
        ];
        for rule in rules {
            assert_eq!(FieldRule::from_code(&rule.code()), Some(rule));
            let typed = ["", "x", "0", "12345", "0571-87051234", &"9".repeat(40)];
            let met: Vec<_> = typed.into_iter().filter_map(|typed| code(rule, typed)).collect();
            assert!(met.iter().all(|one| rule.codes().contains(one)), "{rule:?} {met:?}");
            assert!(rule.codes().iter().all(|one| met.contains(one)), "{rule:?} can be all of it: {met:?}");
        }
    }

    #[test]
    fn r051_rules_are_found_by_the_names_of_fields() {
        let forms = &crate::profile::resolve("zhejiang", &crate::profile::SHIPPED).expect("a profile").profile.forms;
        assert_eq!(rule_of("lines.12.volume", forms), FieldRule::Whole { least: 1 });
        assert_eq!(rule_of("scenarios.0.usage", forms), FieldRule::Text { max: TEXT_MAX as u32 });
        assert_eq!(rule_of("service_name", forms).max(), Some(forms.service_name.value));
    }
}
