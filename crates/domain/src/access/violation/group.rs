//! Violations as lists sort them.
use crate::code_list;

code_list! {
    /// What a list shows.
    Group {
        /// It is the reader's turn.
        Yours = "yours",
        Suspected = "suspected",
        /// Ordered to rectify, no report yet.
        Rectifying = "rectifying",
        /// And the day to rectify is over.
        Overdue = "overdue",
        /// A report is to be looked at.
        HandedIn = "handed-in",
        /// An entry in the credit record that stands.
        Credit = "credit",
        Over = "over",
    }
}
