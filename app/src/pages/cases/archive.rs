//! The print page of a case as a document of its own, for the archive: no frame, its style inside, documents beside it.
use super::print;
use crate::page::PageCtx;
use contract::cases::CaseFile;
use leptos::prelude::*;
use std::sync::Arc;

/// The style; the site's own sheet is not in the archive.
const STYLE: &str = include_str!("archive.css");

/// The document; `names`: where each document lies beside it.
pub fn page(ctx: &Arc<PageCtx>, file: &CaseFile, names: &[String]) -> String {
    let sources: Vec<String> = names.iter().map(|name| escaped(name)).collect();
    let owner = Owner::new_root(None);
    let article = owner.with(|| {
        provide_context(ctx.locale);
        provide_context(ctx.clone());
        print::whole(ctx, file, &sources).to_html()
    });
    owner.unset_with_forced_cleanup();
    // Articles and datasets are on the portal, not in the archive.
    let article = article.replace(" href=\"/", &format!(" href=\"{}/", ctx.site.base_url));
    let title = leptos::prelude::view! { <title>{file.case.head.number.clone()}</title> }.to_html();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n{title}\n<style>\n{STYLE}</style>\n</head>\n<body>\n{article}\n\
         </body>\n</html>\n",
        ctx.locale.tag()
    )
}

/// A path as an address relative to the page.
fn escaped(path: &str) -> String {
    path.split('/').map(contract::query::encode).collect::<Vec<_>>().join("/")
}
