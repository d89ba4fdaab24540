//! Which part may give which command in which state.
use super::party::Part;
use super::state::CommandCode::{self, *};
use super::state::StateCode;

/// Who may give a command in a state; empty = nobody. Further conditions are in [`super::decide`].
pub const fn permits(state: StateCode, command: CommandCode) -> &'static [Part] {
    use Part::{PartyA, Publisher, Registry, Signatory, User};
    match (state, command) {
        // With one publisher it settles the blanks; with two or more the authority does, see `decide`.
        (StateCode::Drafted | StateCode::PendingClick, Fill) | (StateCode::Drafted, Confirm) => &[Publisher, PartyA],
        (StateCode::PendingClick, Sign) => &[Signatory],
        (StateCode::Drafted | StateCode::PendingClick, Withdraw) => &[Signatory],
        (StateCode::Active | StateCode::TerminationNoticed, File) => &[Registry],
        (StateCode::Active, AskRenewal) => &[Signatory, User],
        (StateCode::Active, GrantRenewal | RefuseRenewal) => &[Publisher, PartyA],
        (StateCode::Active, GiveNotice) => &[Signatory, Publisher, PartyA],
        (StateCode::DestructionDue, ProveDestruction) => &[Signatory, User],
        (StateCode::DestructionProved, AcceptDestruction | RejectDestruction) => &[Publisher, PartyA],
        _ => &[],
    }
}
