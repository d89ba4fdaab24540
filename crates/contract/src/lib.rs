//! What the pages, the REST handlers and the services agree on: one port (a dyn-compatible trait) a domain, the view models that
//! cross it, and the error codes. A port method is a use case; labels arrive translated, codes arrive stable.
pub mod accounts;
pub mod agreements;
pub mod applications;
pub mod audit;
pub mod bodies;
pub mod caller;
pub mod cases;
pub mod datasets;
pub mod deliveries;
pub mod directory;
pub mod downloads;
pub mod error;
pub mod form;
pub mod law;
pub mod notices;
pub mod opening;
pub mod oversight;
pub mod query;
pub mod regulation;
pub mod site;
pub mod statistics;
pub mod tables;
pub mod views;

pub use caller::Caller;
pub use error::{ErrorCode, PortError, PortResult, Refusal};
pub use form::{FormData, Submission, Upload};
pub use views::*;
