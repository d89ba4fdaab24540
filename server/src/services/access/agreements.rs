//! 公共数据开放利用协议 (B10, R-076…R-086): drawn up when lines are approved, filled in, signed by a click, ended, the data destroyed.
//! [`draft`] begins one; the case page and its commands come through the procedures of `services::cases`; [`tick`] is time.
pub mod draft;
pub mod effects;
pub mod kept;
pub mod load;
pub mod told;
pub mod violation;

pub use draft::{Approved, draft};
