//! `/my/agreements` 我的协议: where each agreement of the party stands, until when it runs, what the reader has to do.
use crate::page::{PageCtx, PageResult, Params};
use crate::pages::parts::{agreements, signed};
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// A redirect to sign in; `not-found` for sessions that act for a body.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let query = agreements::asked(&ctx);
    let list = ctx.ports.agreements.mine(&ctx.caller, query).await?;
    let title = t!(ctx.locale, "agreements-my-title");
    let mut head = signed::head(title.clone(), signed::my_crumbs(&ctx, [(title.clone(), None)]));
    head.chinese_values = !list.rows.is_empty();
    Ok(signed::page(head, move || {
        let words = (title, t!(ctx.locale, "agreements-my-lead"), t!(ctx.locale, "agreements-none"));
        agreements::list(&ctx, "/my/agreements", query, list, words)
    }))
}
