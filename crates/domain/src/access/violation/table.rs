//! Which part may give which command in which state.
use super::parts::Part;
use super::state::CommandCode::{self, *};
use super::state::StateCode;

/// Who may give a command in a state; empty = nobody. Publisher and authority may both act; each act names its body.
pub const fn permits(state: StateCode, command: CommandCode) -> &'static [Part] {
    use Part::{Authority, Publisher, User};
    match (state, command) {
        (StateCode::Suspected, Order | Dismiss) => &[Publisher, Authority],
        (StateCode::Ordered, HandIn) => &[User],
        (StateCode::HandedIn, Accept | Return | Conclude) | (StateCode::Ordered, Conclude) => &[Publisher, Authority],
        (
            StateCode::Ordered
            | StateCode::HandedIn
            | StateCode::Restored
            | StateCode::Terminated
            | StateCode::Referred,
            RecordRegulators,
        ) => &[Authority],
        (
            StateCode::Ordered
            | StateCode::HandedIn
            | StateCode::Restored
            | StateCode::Terminated
            | StateCode::Referred,
            LiftCredit,
        ) => &[Authority],
        _ => &[],
    }
}
