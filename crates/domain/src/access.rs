//! 受限开放: the procedure for restricted data (B09-B12, B15, B16; … …R-138), from the published window to
//! the destruction of the data.
//!
//! Before applying: [`window`], [`conditions`], [`credit`], and what stands in the way ([`eligibility`]). Applying: [`application`]. The case
//! itself: [`review`]. What is signed: [`agreement`]. Who may fetch what, until when: [`delivery`]. What
//! follows misuse: [`violation`].
//!
//! Everything here is pure: the present, the calendars, the profile and the facts are arguments, a command leads to a next state and to effects
//! (clocks, notices) that the service carries out in the same transaction, or to a typed refusal. Steps, lengths, parties and outcomes are
//! those of the regulation profile; no number of days stands here.
pub mod agreement;
pub mod announcement;
pub mod application;
pub mod conditions;
pub mod credit;
pub mod credit_file;
pub mod delivery;
pub mod eligibility;
mod fault;
mod material;
mod mode;
pub mod review;
pub mod statistics;
#[cfg(test)]
mod tables;
pub mod violation;
pub mod window;

pub use fault::{Fault, FaultCode};
pub use material::Material;
pub use mode::DeliveryMode;
