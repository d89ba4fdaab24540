//! 投诉举报 and 意见建议 (B21; YN-Art.57, GL20-Art.5(1)): filed → routed → handling → answered → closed.
//!
//! The authority of the level receives every case and routes it; the body it is about never handles it and never learns who reported. A body
//! gives back what is not its own. The reporter may be asked for facts once, may object to the answer once (then somebody else looks), may take
//! the case back while nobody has answered. States carry their facts, [`decide`] is pure, an illegal move is a typed [`Refused`].
mod command;
mod decide;
mod effect;
mod state;
mod table;
#[cfg(test)]
mod tests;

pub use crate::cases::Told;
pub use command::{Command, CommandCode, Conversion, Outcome, Regulator};
pub use decide::{By, Refused, Situation, allowed, decide};
pub use effect::{ClockEffect, Effect, Transition};
pub use state::{Complaint, Ending, State, StateCode};
pub use table::permits;
