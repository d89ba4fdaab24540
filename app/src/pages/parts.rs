//! What several pages share: turning view models into the parts of [`crate::ui`].
pub mod card;
pub mod dataset;
pub mod dates;
pub mod desk;
pub mod examples;
pub mod filters;
pub mod guide;
pub mod items;
pub mod opening;
pub mod qr;
pub mod records;
pub mod rows;
pub mod rules;
pub mod signed;
pub mod table_data;
pub mod words;
