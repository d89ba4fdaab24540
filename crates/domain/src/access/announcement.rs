//! 通知公告 (B35, R-057): what an authority tells the public. The Chinese text is the one that counts; English is for reading and may be left
//! out. A published text never changes: a correction is the next version and says what it corrects.
use super::fault::{Fault, Faults};
use crate::code_list;

code_list! {
    /// What it is about.
    AnnouncementKind {
        /// 受理公告: when applications are accepted.
        Acceptance = "acceptance",
        /// 其他公告
        Other = "other",
    }
}

/// Longest title and text, in characters.
pub const TITLE_MAX: usize = 120;
/// See [`TITLE_MAX`].
pub const BODY_MAX: usize = 10_000;
/// Longest sentence about what was corrected.
pub const NOTE_MAX: usize = 300;

/// What is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnouncementText {
    pub title: String,
    pub body: String,
    pub title_en: String,
    pub body_en: String,
    /// What the version corrects.
    pub note: String,
}

impl AnnouncementText {
    /// Whether it can be published as version `number`.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn check(&self, number: u32) -> Result<(), Vec<Fault>> {
        let mut faults = Faults::default();
        faults.text("title", &self.title, TITLE_MAX);
        faults.text("body", &self.body, BODY_MAX);
        self.lengths(&mut faults);
        if number > 1 {
            faults.text("note", &self.note, NOTE_MAX);
        }
        // Half a translation helps nobody.
        match (self.title_en.trim().is_empty(), self.body_en.trim().is_empty()) {
            (true, false) => faults.put("title_en", super::FaultCode::Required),
            (false, true) => faults.put("body_en", super::FaultCode::Required),
            _ => {}
        }
        faults.result()
    }

    /// Whether it can be kept as a draft.
    ///
    /// # Errors
    /// What is too long, all at once; a draft needs a title to be found again.
    pub fn check_draft(&self) -> Result<(), Vec<Fault>> {
        let mut faults = Faults::default();
        faults.text("title", &self.title, TITLE_MAX);
        faults.length("body", &self.body, BODY_MAX);
        self.lengths(&mut faults);
        faults.length("note", &self.note, NOTE_MAX);
        faults.result()
    }

    fn lengths(&self, faults: &mut Faults) {
        faults.length("title_en", &self.title_en, TITLE_MAX);
        faults.length("body_en", &self.body_en, BODY_MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::FaultCode;

    #[test]
    fn r057_an_announcement_tells_every_fault_at_once_and_a_correction_says_what_it_corrects() {
        let text = AnnouncementText { title: " ".into(), body_en: "Only this".into(), ..AnnouncementText::default() };
        let found: Vec<_> = text.check(2).unwrap_err().into_iter().map(|f| (f.field, f.code)).collect();
        let expected = ["title", "body", "note", "title_en"].map(|field| (field.to_owned(), FaultCode::Required));
        assert_eq!(found, expected);
        let whole =
            AnnouncementText { title: "受理公告".into(), body: "九月受理。".into(), ..Default::default() };
        assert_eq!((whole.check(1), whole.check(2).is_err(), whole.check_draft()), (Ok(()), true, Ok(())));
        let long = AnnouncementText { title_en: "x".repeat(TITLE_MAX + 1), ..whole };
        assert_eq!(long.check_draft().unwrap_err()[0].code, FaultCode::TooLong);
    }
}
