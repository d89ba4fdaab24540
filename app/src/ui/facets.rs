//! Filters of a result list: the form, its groups, and the chips of what is chosen.
use contract::datasets::FacetValue;
use leptos::prelude::*;
use texts::{Locale, count, t};

use super::{
    context::{href, locale},
    icon::Icon,
};
use crate::islands::LiveFilters;

/// How many values of a group are shown before 更多.
const SHOWN: usize = 8;
/// From how many values under 更多 on they can be searched.
const SEARCHED: usize = 8;

/// A value of a facet: code, words, how many results have it after the other filters, whether it is chosen.
pub use contract::datasets::FacetValue as FacetOption;

/// A facet: one parameter of the address, repeatable.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetGroupData {
    /// The parameter.
    pub name: String,
    /// The legend, in the wording of the profile.
    pub label: String,
    /// The values, most frequent first.
    pub options: Vec<FacetValue>,
}

/// A filter that is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveFilter {
    /// The facet, such as 开放主体.
    pub group: String,
    /// The value, such as 省气象局.
    pub label: String,
    /// The same page without it (no language).
    pub path: String,
}

/// The filters as one GET form. From 1024 px it is the left column; below, a sheet that the button opens; where the
/// browser knows no popover, a block above the results. Put it before the results inside `class="results-layout"`.
#[component]
pub fn FacetForm(
    /// The page of the results, without language and query.
    #[prop(into)]
    action: String,
    /// Parameters to keep (`q`, `sort`), written as hidden fields.
    #[prop(optional)]
    keep: Vec<(String, String)>,
    /// The groups in their order; empty ones are left out.
    groups: Vec<FacetGroupData>,
    /// How many filters are on.
    active: usize,
    /// How many results there are.
    total: u64,
    /// The page without any filter, no language.
    #[prop(into)]
    clear: String,
) -> impl IntoView {
    let locale = locale();
    let hidden = keep
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    let groups = groups.into_iter().map(|group| view! { <FacetGroup group=group /> }).collect_view();
    let clear_link = (active > 0)
        .then(|| view! { <a class="button quiet" href=href(locale, &clear)>{t!(locale, "filters-clear")}</a> });
    view! {
        <button type="button" class="button filters-button" popovertarget="filters">
            <Icon name="sliders-horizontal" />
            <span data-live="button">{filters_word(locale, active)}</span>
        </button>
        <div id="filters" class="filters" popover="auto">
            <LiveFilters>
            <form method="get" action=href(locale, &action) aria-labelledby="filters-title">
                <div class="filters-head">
                    <h2 id="filters-title">{t!(locale, "filters-title")}</h2>
                    <button type="submit" class="button filters-apply">
                        {t!(locale, "filters-apply")}
                    </button>
                    <button type="button" class="button quiet filters-close" popovertarget="filters" popovertargetaction="hide">
                        <Icon name="x" />
                        <span>{t!(locale, "close")}</span>
                    </button>
                </div>
                {hidden}
                <div class="filters-groups">{groups}</div>
                <div class="filters-foot" data-live="foot">
                    <button type="submit" class="button primary filters-apply">
                        {t!(locale, "filters-apply")}
                    </button>
                    <button type="submit" class="button primary filters-show">
                        {t!(locale, "filters-show", n = total)}
                    </button>
                    {clear_link}
                </div>
            </form>
            </LiveFilters>
        </div>
    }
    .into_any()
}

fn filters_word(locale: Locale, active: usize) -> String {
    if active == 0 { t!(locale, "filters-button") } else { t!(locale, "filters-button-active", n = active) }
}

/// One `<fieldset>`: the first eight values, the rest under 更多. Values without results are left out unless chosen;
/// chosen ones are always among the visible.
#[component]
pub fn FacetGroup(group: FacetGroupData) -> impl IntoView {
    let locale = locale();
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for option in group.options.into_iter().filter(|option| option.selected || option.count > 0) {
        if first.len() < SHOWN || option.selected { first.push(option) } else { rest.push(option) }
    }
    if first.is_empty() {
        return ().into_any();
    }
    let name = group.name;
    let line = {
        let name = name.clone();
        move |option: FacetValue| {
            view! {
                <li>
                    <label class="facet">
                        <input type="checkbox" name=name.clone() value=option.value checked=option.selected />
                        <span class="facet-label">{option.label}</span>
                        <span class="facet-count">{count(option.count)}</span>
                    </label>
                </li>
            }
        }
    };
    let more = (!rest.is_empty()).then(|| {
        // Without a name: it narrows the list in the browser and is no part of the question. Shown once scripts are awake.
        let find = (rest.len() >= SEARCHED).then(|| {
            let label = t!(locale, "facet-find", group = group.label.as_str());
            view! {
                <label class="facet-find">
                    <span>{label}</span>
                    <input type="search" data-find="" autocomplete="off" />
                </label>
            }
        });
        view! {
            <details class="facet-more">
                <summary>{t!(locale, "facet-more", n = rest.len())}</summary>
                {find}
                <ul>{rest.into_iter().map(line.clone()).collect_view()}</ul>
                <p class="facet-none meta" hidden>{t!(locale, "facet-none")}</p>
            </details>
        }
    });
    view! {
        <fieldset class="facet-group" data-facet=name>
            <legend>{group.label}</legend>
            <ul>{first.into_iter().map(line).collect_view()}</ul>
            {more}
        </fieldset>
    }
    .into_any()
}

/// The row above the results: one chip per filter that is on, each a link to the page without it.
#[component]
pub fn ActiveFilters(
    /// The filters; with none the row is absent.
    filters: Vec<ActiveFilter>,
    /// The page without any filter, no language.
    #[prop(into)]
    clear: String,
) -> impl IntoView {
    let locale = locale();
    if filters.is_empty() {
        return ().into_any();
    }
    let clear = (filters.len() > 1)
        .then(|| view! { <li><a class="chip clear" href=href(locale, &clear)>{t!(locale, "filters-clear")}</a></li> });
    let chips = filters
        .into_iter()
        .map(|filter| {
            view! {
                <li>
                    <a class="chip" href=href(locale, &filter.path)>
                        <span class="visually-hidden">{t!(locale, "filter-remove")}</span>
                        <span class="chip-group">{filter.group}</span>
                        <span>{filter.label}</span>
                        <Icon name="x" />
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="chips" aria-label=t!(locale, "filters-active")>
            {chips} {clear}
        </ul>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(counts: &[u64], selected: usize) -> FacetGroupData {
        let option = |(i, count): (usize, &u64)| FacetOption {
            value: format!("v{i}"),
            label: format!("<{i}>"),
            count: *count,
            selected: i == selected,
        };
        FacetGroupData {
            name: "format".into(),
            label: "数据格式".into(),
            options: counts.iter().enumerate().map(option).collect(),
        }
    }

    fn html(group: FacetGroupData) -> String {
        Owner::new().with(|| view! { <FacetGroup group=group /> }.to_html())
    }

    #[test]
    fn eight_values_then_more_and_the_chosen_one_is_never_hidden() {
        let html = html(group(&[9, 8, 7, 6, 5, 4, 3, 2, 2, 1, 1], 10));
        let (first, more) = html.split_once("<details").expect("there are more than eight");
        assert_eq!(first.matches("type=\"checkbox\"").count(), 9, "{first}");
        assert!(first.contains("value=\"v10\"") && first.contains("checked"), "{first}");
        assert_eq!(more.matches("type=\"checkbox\"").count(), 2);
        assert!(more.contains("更多（2）") && first.contains("&lt;10&gt;"), "{html}");
    }

    #[test]
    fn only_long_groups_are_searched_and_the_field_is_no_part_of_the_question() {
        let long = html(group(&[9; 16], 99));
        assert!(long.contains("data-find") && long.contains("facet-none"), "{long}");
        let field = long.split("<input").find(|input| input.contains("data-find")).unwrap_or_default();
        assert!(!field.contains("name="), "{field}");
        assert!(!html(group(&[9; 15], 99)).contains("data-find"));
    }

    #[test]
    fn values_without_results_are_left_out_unless_chosen() {
        let html_of = |selected| html(group(&[3, 0, 0], selected));
        assert_eq!(html_of(9).matches("type=\"checkbox\"").count(), 1);
        assert_eq!(html_of(1).matches("type=\"checkbox\"").count(), 2);
        assert_eq!(html(group(&[0, 0], 9)), html(group(&[], 0)), "an empty group is absent");
    }
}
