//! 需求申请 (B09 step 1): the forms C1, C2, C5 of legal and natural persons, the commitment C3, and the grouping of a basket into applications.
//!
//! A draft holds what was typed, right or wrong, in the shape it is stored and sent in; [`check`] names every fault at once, in the browser as on
//! the server. What the portal knows (who applies, their number, the publishers) is never asked for again.
mod again;
mod basket;
mod check;
mod commitment;
mod field;
mod form;
mod lines;
mod papers;
mod sections;
mod submit;
mod supplement;

pub use basket::{Group, Site, competent, group};
pub use check::{Context, check};
pub use commitment::{Clause, CommitmentText, Seal, Signed};
pub use field::{FieldRule, Wrong, length, rule_of};
pub use form::{Applicant, Attachment, Form, Line, Offered, OfferedItem, ReturnItem, SCHEMA, Scenario, TEXT_MAX};
pub(in crate::access) use lines::covers;
pub use papers::{needed, oldest};
pub use sections::{Progress, Section, progress};
pub use submit::{Filed, RequestLine, Stopped, submit};
pub use supplement::{may_bring, supplement};
