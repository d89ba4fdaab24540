//! 违规处置 (B16, R-133…R-138; ZJ22-Art.49-50, DQ-Art.38-40, YN-Art.62): the notice to rectify and the closing of access are one act; what follows is
//! the profile's. The closing concerns the data concerned, never the whole account.
mod decide;
mod group;
mod parts;
mod state;
mod table;

pub use decide::{By, Refused, Situation, Transition, ViolationEffect, allowed, decide};
pub use group::Group;
pub use parts::{Part, ViolationFacts, parts};
pub use state::{Command, CommandCode, Order, Origin, State, StateCode, Violation, ViolationEvent, due_for_conclusion};
pub use table::permits;
