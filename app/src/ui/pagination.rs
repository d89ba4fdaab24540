//! Pages of a list as links.
use leptos::prelude::*;
use texts::t;

use super::{context::{href, locale}, icon::Icon};

/// A place in the row of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Page(u64),
    Gap,
}

/// First, last, and two on either side of the page in hand; a gap of one page is that page.
fn places(page: u64, pages: u64) -> Vec<Place> {
    let mut places = Vec::new();
    let mut last = 0;
    let near = page.saturating_sub(2).max(1)..=(page + 2).min(pages);
    let first = (!near.contains(&1)).then_some(1);
    let end = (!near.contains(&pages)).then_some(pages);
    for n in first.into_iter().chain(near).chain(end) {
        match n - last {
            1 => {}
            2 => places.push(Place::Page(n - 1)),
            _ => places.push(Place::Gap),
        }
        places.push(Place::Page(n));
        last = n;
    }
    places
}

/// 上一页 1 … 4 **5** 6 … 13 下一页; on phones previous, 第 5/13 页, next. Nothing when there is one page.
#[component]
pub fn Pagination(
    /// The page shown, from 1.
    page: u64,
    /// How many there are.
    pages: u64,
    /// The path of a page, without language.
    path: impl Fn(u64) -> String + Send + Sync + 'static,
) -> impl IntoView {
    let locale = locale();
    if pages <= 1 {
        return ().into_any();
    }
    let page = page.clamp(1, pages);
    let address = move |n: u64| href(locale, &path(n));
    let previous = (page > 1).then(|| {
        view! {
            <a class="page-step" rel="prev" href=address(page - 1)>
                <Icon name="chevron-left" />
                <span>{t!(locale, "pagination-previous")}</span>
            </a>
        }
    });
    let next = (page < pages).then(|| {
        view! {
            <a class="page-step" rel="next" href=address(page + 1)>
                <span>{t!(locale, "pagination-next")}</span>
                <Icon name="chevron-right" />
            </a>
        }
    });
    let items = places(page, pages)
        .into_iter()
        .map(|place| match place {
            Place::Gap => view! { <li class="page-gap" aria-hidden="true">"…"</li> }.into_any(),
            Place::Page(n) if n == page => view! {
                <li>
                    <span class="page-number" aria-current="page" aria-label=t!(locale, "pagination-current", n = n)>
                        {texts::count(n)}
                    </span>
                </li>
            }
            .into_any(),
            Place::Page(n) => view! {
                <li>
                    <a class="page-number" href=address(n) aria-label=t!(locale, "pagination-page", n = n)>
                        {texts::count(n)}
                    </a>
                </li>
            }
            .into_any(),
        })
        .collect_view();
    view! {
        <nav class="pagination" aria-label=t!(locale, "pagination-label")>
            {previous} <ol>{items}</ol> <span class="page-short" aria-hidden="true">
                {t!(locale, "pagination-short", page = page, pages = pages)}
            </span> {next}
        </nav>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(page: u64, pages: u64) -> String {
        places(page, pages)
            .into_iter()
            .map(|place| match place {
                Place::Page(n) => n.to_string(),
                Place::Gap => "…".into(),
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn the_row_of_pages_has_both_ends_and_the_neighbours() {
        assert_eq!(row(1, 2), "1 2");
        assert_eq!(row(1, 13), "1 2 3 … 13");
        assert_eq!(row(5, 13), "1 2 3 4 5 6 7 … 13");
        assert_eq!(row(7, 13), "1 … 5 6 7 8 9 … 13");
        assert_eq!(row(13, 13), "1 … 11 12 13");
    }
}
