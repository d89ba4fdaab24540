//! What people type: checked, folded, refused with the name of the field.
use contract::{ErrorCode, Refusal};

/// Longest address (RFC 5321).
const MAX_EMAIL: usize = 254;
/// Longest name of a person or organisation.
pub(super) const MAX_NAME: usize = 100;

/// An e-mail address in the spelling it is looked up by.
pub(super) fn email(typed: &str) -> Result<String, Refusal> {
    let address = typed.trim().to_lowercase();
    let refuse = |code| Refusal::new(code).field("email");
    if address.is_empty() {
        return Err(refuse(ErrorCode::Required));
    }
    let whole = |part: &str| {
        !part.is_empty() && !part.chars().any(|c| c.is_whitespace() || c.is_control() || "<>,;:\"()[]\\".contains(c))
    };
    let fits = address.len() <= MAX_EMAIL
        && address.rsplit_once('@').is_some_and(|(local, host)| {
            whole(local)
                && !local.contains('@')
                && whole(host)
                && host.contains('.')
                && host.split('.').all(|label| !label.is_empty())
        });
    if fits { Ok(address) } else { Err(refuse(ErrorCode::BadEmail)) }
}

/// A text that must be there, spaces around it taken off.
pub(super) fn text(typed: &str, field: &str, max: usize) -> Result<String, Refusal> {
    let text: String = typed.trim().chars().filter(|c| !c.is_control()).collect();
    let over = text.chars().count().saturating_sub(max);
    match (text.is_empty(), over) {
        (true, _) => Err(Refusal::new(ErrorCode::Required).field(field)),
        (false, 0) => Ok(text),
        (false, over) => Err(Refusal::new(ErrorCode::TooLong).field(field).fact("max", max).fact("over", over)),
    }
}

/// A text that may be empty.
pub(super) fn optional(typed: &str, field: &str, max: usize) -> Result<String, Refusal> {
    if typed.trim().is_empty() { Ok(String::new()) } else { text(typed, field, max) }
}

/// The fault, kept beside the others; a value that stands in for it.
pub(super) fn keep<T: Default>(faults: &mut Vec<Refusal>, result: Result<T, Refusal>) -> T {
    result.unwrap_or_else(|fault| {
        faults.push(fault);
        T::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_folded_and_nonsense_refused() {
        assert_eq!(email(" Zhang.San@Example.CN ").unwrap(), "zhang.san@example.cn");
        assert_eq!(email("张三@例子.中国").unwrap(), "张三@例子.中国");
        assert_eq!(email("").unwrap_err().code, ErrorCode::Required);
        for wrong in ["a", "a@b", "@b.cn", "a@b..cn", "a b@c.cn", "a@b@c.cn", "a@b.cn\nBcc: x@y.cn", "<a@b.cn>"] {
            assert_eq!(email(wrong).unwrap_err().code, ErrorCode::BadEmail, "{wrong}");
        }
        assert_eq!(email(&format!("{}@b.cn", "a".repeat(300))).unwrap_err().code, ErrorCode::BadEmail);
    }
}
