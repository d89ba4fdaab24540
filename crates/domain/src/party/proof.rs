//! 身份证明: one document is enough (R-118, ZJ22-Art.17(2)); nothing of face or finger is ever asked for.
use super::{NumberFault, folded, resident_id, uscc};
use crate::account::PartyKind;
use crate::code_list;
use chrono::NaiveDate;

code_list! {
    /// Kinds of documents that prove who a party is.
    Proof {
        /// 居民身份证
        ResidentId = "resident-id",
        /// 护照
        Passport = "passport",
        /// 港澳居民来往内地通行证
        HkMacaoPermit = "hk-macao-permit",
        /// 台湾居民来往大陆通行证
        TaiwanPermit = "taiwan-permit",
        /// 外国人永久居留身份证
        ForeignPermanentResident = "foreign-permanent-resident",
        /// 统一社会信用代码
        Uscc = "uscc",
    }
}

impl Proof {
    /// Whether a party of this kind proves itself with it.
    pub fn fits(self, kind: PartyKind) -> bool {
        (self == Self::Uscc) == (kind != PartyKind::Person)
    }

    /// The number in its one spelling.
    ///
    /// # Errors
    /// What keeps it from being one.
    pub fn parse(self, typed: &str, today: NaiveDate) -> Result<String, NumberFault> {
        match self {
            Self::ResidentId => resident_id::parse(typed, today),
            Self::Uscc => uscc::parse(typed),
            // Forms differ by year and country: letters and digits, 5 to 20 of them.
            Self::Passport | Self::HkMacaoPermit | Self::TaiwanPermit | Self::ForeignPermanentResident => {
                let number = folded(typed);
                if !number.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                    Err(NumberFault::Character)
                } else if (5..=20).contains(&number.len()) {
                    Ok(number)
                } else {
                    Err(NumberFault::Length)
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r118_one_document_of_any_kind_is_enough() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        assert_eq!(Proof::Passport.parse("e 1234-5678", today), Ok("E12345678".to_owned()));
        assert_eq!(Proof::HkMacaoPermit.parse("H1", today), Err(NumberFault::Length));
        assert_eq!(Proof::TaiwanPermit.parse("１２３４５６７８", today), Ok("12345678".to_owned()));
        for proof in Proof::ALL {
            let kinds = PartyKind::ALL.iter().filter(|kind| proof.fits(**kind)).count();
            assert_eq!(kinds, if *proof == Proof::Uscc { 2 } else { 1 });
        }
    }
}
