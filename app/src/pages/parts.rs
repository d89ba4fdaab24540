//! What several pages share: turning view models into the parts of [`crate::ui`].
pub mod card;
pub mod dates;
pub mod filters;
pub mod rows;
pub mod words;
