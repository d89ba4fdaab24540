//! 公共数据开放利用协议 (B10, C4, R-076…R-086): drawn up from the application, its blanks proposed by the publishers (settled by the authority where
//! two or more take part), signed by a click, never changed afterwards; renewed as a new version, ended, the data destroyed.
mod blanks;
mod decide;
mod party;
mod proposal;
mod state;
mod table;
mod text;
mod time;

pub use blanks::{Blank, DestroyMode, Duration, DurationUnit, Pulled, Terms, empty};
pub use decide::{AgreementEffect, By, Refused, Situation, Transition, allowed, decide};
pub use party::{AgreementFacts, Part, Side, parties, parts};
pub use state::{Agreement, AgreementEvent, Command, CommandCode, Ending, Group, Renewal, Signature, State, StateCode};
pub use table::permits;
pub use text::{ACCEPT, Piece, PiecedClause, Template, TemplateClause, Written};
pub use time::{in_force, tick};
