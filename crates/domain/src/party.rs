//! Who applies: the numbers that prove it, and how they are shown.
pub mod mask;
pub mod proof;
pub mod resident_id;
pub mod uscc;

use crate::code_list;

code_list! {
    /// Why a number is none of its kind. The words stand under `error-bad-number`.
    NumberFault {
        /// Too many or too few characters.
        Length = "length",
        /// A character that no such number has.
        Character = "character",
        /// No region begins so.
        Region = "region",
        /// The eight digits in the middle are no day of birth.
        Birth = "birth",
        /// The last character does not fit the others: usually two characters swapped or one misread.
        Check = "check",
    }
}

/// Blanks and hyphens out, full-width forms and lower case folded: what people copy from documents.
pub fn folded(typed: &str) -> String {
    // No such number has letters beyond A to Z; capitals of all others would bring tables of them into the browser.
    narrowed(typed).map(|c| c.to_ascii_uppercase()).collect()
}

/// Blanks and hyphens out, full-width forms folded: what people type into fields of numbers.
pub fn narrowed(typed: &str) -> impl Iterator<Item = char> + '_ {
    let fold = |c: char| match u32::from(c) {
        code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(c),
        _ => c,
    };
    typed.chars().map(fold).filter(|c| !c.is_whitespace() && *c != '-')
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_people_copy_is_folded() {
        assert_eq!(super::folded(" 9133 0100-７９９６５５０５８b"), "91330100799655058B");
    }
}
