//! Which part may give which command in which state: the one table behind buttons, decisions and the documentation.
use super::command::CommandCode::{self, *};
use super::state::StateCode;
use crate::cases::Hat;

/// Who may give a command in a state; empty = nobody. Further conditions are in [`super::decide`].
pub const fn permits(state: StateCode, command: CommandCode) -> &'static [Hat] {
    use Hat::{Handler, HandlerHead, Reporter, Router, Security, Supervisor, Target};
    match (state, command) {
        (StateCode::Filed, Route | Forward | AskSupplement) => &[Router],
        // Where the authority itself is complained about and none is above it, a regulator is all that is left.
        (StateCode::Filed, Refer) => &[Router, Target],
        (StateCode::Routed, Accept) => &[Handler],
        (StateCode::Routed | StateCode::Handling, Return) => &[Handler],
        (StateCode::Routed | StateCode::Handling, Recall) => &[Router],
        (StateCode::Handling, AskSupplement | Answer) => &[Handler],
        (StateCode::Handling, Extend) => &[HandlerHead, Router],
        (StateCode::Supplement, Supplement) => &[Reporter],
        (StateCode::Supplement, Proceed) => &[Handler, Router],
        (StateCode::Referred, RecordOutcome) => &[Router, Target],
        (StateCode::Answered, Confirm | Object) => &[Reporter],
        (StateCode::Answered, Close) => &[Handler, Router],
        (StateCode::Closed, Object) => &[Reporter],
        (StateCode::Filed | StateCode::Routed | StateCode::Handling | StateCode::Supplement, Cancel) => &[Reporter],
        (StateCode::Filed, Convert) => &[Router],
        (StateCode::Handling | StateCode::Answered, Convert) => &[Handler, Router],
        (StateCode::Filed, SuspendDataset) => &[Router, Security],
        (StateCode::Routed | StateCode::Handling | StateCode::Answered, SuspendDataset) => &[Handler, Router, Security],
        // A suspension outlives the case: it can be ended in every state.
        (_, ResumeDataset) => &[Handler, Router, Security],
        (StateCode::Routed | StateCode::Handling, Remind) => &[Router, Supervisor],
        (StateCode::Filed, Remind) => &[Supervisor],
        _ => &[],
    }
}
