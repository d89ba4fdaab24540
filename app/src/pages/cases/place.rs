//! From where somebody looks at a case: `/cases/{no}` in a session, perhaps out of a queue, or `/track` with number and query code.
use crate::page::{Ending, PageCtx, Params};
use crate::pages::parts::signed;
use crate::ui::{href, with_query};
use contract::Caller;
use contract::cases::{Neighbours, QueueQuery, Side};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Who looks, at which case, from which address.
#[derive(Clone, Debug)]
pub struct Place {
    /// The session, or what the pass of `/track` makes of it.
    pub caller: Arc<Caller>,
    pub number: String,
    /// The page of the case, without language prefix.
    pub base: String,
    pub side: Side,
    /// The queue it was opened from.
    pub queue: Option<QueueQuery>,
}

impl Place {
    /// In a session; others are led to sign in.
    ///
    /// # Errors
    /// The redirect.
    pub fn signed(ctx: &PageCtx, params: &Params) -> Result<Self, Ending> {
        signed::require(ctx)?;
        let number = super::view::number(params);
        let official = ctx.viewer.as_ref().is_some_and(|viewer| viewer.staff);
        Ok(Self {
            caller: ctx.caller.clone(),
            base: format!("/cases/{number}"),
            number,
            side: if official { Side::Official } else { Side::Applicant },
            queue: (official && ctx.param("tab").is_some()).then(|| QueueQuery::parse(&ctx.pairs())),
        })
    }

    /// By number and query code.
    pub fn tracked(caller: Caller, number: String) -> Self {
        Self { caller: Arc::new(caller), number, base: "/track".into(), side: Side::Tracking, queue: None }
    }

    /// An address below the case, with the queue it was opened from.
    pub fn path(&self, below: &str, more: &[(&str, &str)]) -> String {
        let queue = self.queue.as_ref().map(QueueQuery::pairs).unwrap_or_default();
        let pairs = more.iter().copied().chain(queue.iter().map(|(name, value)| (*name, value.as_str())));
        with_query(&format!("{}{below}", self.base), pairs)
    }

    /// The page of another case of the same queue.
    pub fn other(&self, number: &str) -> String {
        Self { base: format!("/cases/{number}"), ..self.clone() }.path("", &[])
    }

    /// The cases before and after this one, if it was opened from a queue and still is in it.
    pub async fn neighbours(&self, ctx: &PageCtx) -> Option<Neighbours> {
        let found = ctx.ports.cases.neighbours(&self.caller, &self.number, self.queue.as_ref()?).await.ok()?;
        (found.place > 0).then_some(found)
    }

    /// 上一件 · 第 3 件，共 18 件 · 下一件
    pub fn steps(&self, ctx: &PageCtx, found: Option<Neighbours>) -> Option<AnyView> {
        let locale = ctx.locale;
        let found = found?;
        let step = |number: Option<String>, key: &str, letter: &'static str| {
            let number = number?;
            let path = href(locale, &self.other(&number));
            Some(view! {
                <a class="button small" href=path data-key=letter>
                    {texts::t(locale, key)}
                    <span class="visually-hidden">" " {number}</span>
                </a>
            })
        };
        let pairs = self.queue.as_ref().map(QueueQuery::pairs).unwrap_or_default();
        let queue = href(locale, &with_query("/admin", pairs.iter().map(|(name, value)| (*name, value.as_str()))));
        let back = view! { <a href=queue data-key="u">{t!(locale, "queue-title")}</a> };
        Some(
            view! {
                <nav class="case-steps" aria-label=t!(locale, "queue-steps")>
                    {step(found.previous, "queue-previous-case", "k")}
                    <span class="meta">
                        {back} " " {t!(locale, "queue-place", place = found.place, total = found.total)}
                    </span>
                    {step(found.next, "queue-next-case", "j")}
                    {crate::pages::admin::queue::shortcuts(ctx)}
                </nav>
            }
            .into_any(),
        )
    }
}
