//! `/admin/agreements` 协议: those a body signs or has a part in; an authority sees those that are filed with it, too.
use crate::page::{PageCtx, PageResult, Params};
use crate::pages::parts::{agreements, signed};
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// A redirect to sign in; `forbidden` for those who handle no agreements.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let query = agreements::asked(&ctx);
    let list = ctx.ports.agreements.desk(&ctx.caller, query).await?;
    let title = t!(ctx.locale, "agreements-desk-title");
    let mut head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title.clone(), None)]));
    head.chinese_values = !list.rows.is_empty();
    Ok(signed::page(head, move || {
        let words = (title, t!(ctx.locale, "agreements-desk-lead"), t!(ctx.locale, "agreements-none-desk"));
        agreements::list(&ctx, "/admin/agreements", query, list, words)
    }))
}
