//! Which part may give which command in which state: the one table behind buttons, decisions and the documentation.
use super::command::CommandCode::{self, *};
use super::parts::Part;
use super::state::StateCode;

/// Who may give a command in a state; empty = nobody. Further conditions are in [`super::decide`].
pub const fn permits(state: StateCode, command: CommandCode) -> &'static [Part] {
    use Part::{Applicant, DemandReviewer, FormalReviewer, Rechecker, Supervisor};
    match (state, command) {
        (StateCode::FormalReview, PassFormal | AskSupplement | RefuseFormal | Route) => &[FormalReviewer],
        // Where there is no formal step the provider looks at form and demand at once.
        (StateCode::DemandReview, AskSupplement) => &[DemandReviewer],
        (StateCode::FormalReview | StateCode::DemandReview, AllowNotice) => &[Supervisor],
        (StateCode::SupplementRequired, Supplement) => &[Applicant],
        (StateCode::DemandReview, Answer) => &[DemandReviewer],
        (StateCode::Recheck, Recheck) => &[Rechecker],
        (StateCode::FormalReview, ExplainDelay) => &[FormalReviewer],
        (StateCode::DemandReview, ExplainDelay) => &[DemandReviewer],
        (StateCode::Recheck, ExplainDelay) => &[Rechecker],
        (StateCode::DemandReview, Remind) => &[FormalReviewer, Rechecker, Supervisor],
        (StateCode::FormalReview | StateCode::Recheck, Remind) => &[Supervisor],
        (
            StateCode::FormalReview | StateCode::SupplementRequired | StateCode::DemandReview | StateCode::Recheck,
            Cancel,
        ) => &[Applicant],
        _ => &[],
    }
}
