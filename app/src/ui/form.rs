//! The parts of forms. A page makes a [`FormState`] from its context, shows it with [`FormPage`], [`Field`], [`Radios`] …, and its
//! `submit` function answers `PortError::Invalid`: the same page then comes back with everything typed and every fault in words.
mod choices;
mod field;
mod files;
mod flash;
mod lists;
mod page;
mod state;
#[cfg(test)]
mod tests;

pub use choices::*;
pub use field::{Control, Field};
pub use files::*;
pub use flash::FlashBanner;
pub use lists::*;
pub use page::*;
pub use state::{FieldError, FormState};
