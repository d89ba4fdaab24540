//! Pages of a case, the same for both sides: what differs is what the view holds and which commands are allowed.
pub mod agreement;
pub mod agreement_text;
pub mod archive;
pub mod body;
pub mod command;
pub mod duties;
mod evidence;
pub mod place;
pub mod preview;
pub mod print;
mod questions;
pub mod sign;
mod templates;
#[cfg(test)]
mod tests;
pub mod todo;
pub mod view;
mod ways;

use crate::page::PageCtx;
use contract::{FormData, Submission};
use std::sync::Arc;

/// The context in which a page answers a form that has no fault: answers to check, or what no address may hold.
pub fn asked(ctx: &PageCtx, form: &FormData) -> Arc<PageCtx> {
    Arc::new(PageCtx { submission: Some(Arc::new(Submission::of(form, Vec::new()))), ..ctx.clone() })
}
