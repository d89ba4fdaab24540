//! What every procedure shares: kinds and numbers of cases, their clocks, the events of their timeline, and which part an actor has in one.
//! A procedure itself (states, commands, `decide`) stands in a file of its own, e.g. [`crate::complaints`].
mod clock;
mod event;
mod facts;
mod kind;
mod number;
mod stored;
mod told;

pub use clock::{CaseClock, ClockChange, ClockRefusal, Granted, Phase, Reminder, Stage, Status, Version};
pub use event::{Audience, EventCode};
pub use facts::{CaseFacts, Hat, hats};
pub use kind::CaseKind;
pub use number::{CaseNumber, NumberError};
pub use stored::{Stored, StoredError};
pub use told::Told;
