//! 规范性审查 → 需求审核 → 需求复核 (B09 steps 2-4, R-060…R-071): the steps of the profile in their order.
//!
//! One application leads to one or more reviews ([`open`]): where the authority receives it (zhejiang) there is one, with a sub-review by each
//! publisher; where each public body or provider receives its own (deqing, yunnan) each has a review of its own, with its own clock from receipt
//! and its own agreement. A publisher's approval opens nothing while a step is left; time alone never decides anything (S08).
mod basis;
mod clocks;
mod command;
mod decide;
mod effect;
mod parts;
mod standing;
mod state;
mod table;

pub use basis::{Basis, Eligibility};
pub use clocks::{ClockEffect, StepClock, apply, overdue};
pub use command::{Command, CommandCode, REASON_MIN, Refusal, Verdict};
pub use decide::{By, Refused, Situation, allowed, decide, owes_reason};
pub use effect::{AccessEvent, AccessNotice, Effect, Told, Transition};
pub use parts::{Part, ReviewFacts, parts};
pub use standing::{Standing, standing};
pub use state::{Decision, LineState, Notice, Review, State, StateCode, open};
pub use table::permits;
