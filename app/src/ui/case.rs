//! Parts of the pages of a case: whom it is with, until when, what happened, what can be done. The same parts for both sides; what
//! a reader may not see is not in the view they are given.
pub mod application;
mod basis;
mod clock;
mod decisions;
mod documents;
mod head;
mod messages;
mod queue;
mod shown;
#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;
mod timeline;

pub use basis::Basis;
pub use clock::{Clock, ClockChip, clock_tone};
pub use decisions::DecisionPanel;
pub use documents::DocumentList;
pub use head::{CaseHead, CaseRow, StateTag};
pub use messages::Messages;
pub use queue::{QueueGroup, QueueList};
pub use shown::{Showing, Shown, is_image};
pub use timeline::Timeline;
