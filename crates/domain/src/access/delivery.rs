//! 开放数据交付 (B12, R-079, R-087…R-092): who may fetch what, until when. Asked before each delivery and again at each batch of one under way, so
//! that a suspension or an end cuts at once; nothing has to run for an agreement to end at 24:00.
mod decide;
mod entitlement;
mod key;
mod projection;
mod register;

pub use decide::{Cut, Grant, Request, Situation, WARNING_PERCENT, fetch, still};
pub use entitlement::{Entitlement, SCHEMA, Volume, VolumeUnit, grant};
pub use key::{ApiKey, KEYS_MAX, OVERLAP};
pub use projection::{Rows, history, rows, untreated};
pub use register::{Recipient, RecipientStatus};
