//! Small tables of people, sessions, contracts: one row a thing, its name first; on phones each row becomes a block.
use leptos::prelude::*;

/// A table. Each row has as many cells as there are `heads`; the first is its heading. A head may be empty (a column of acts): then it is
/// only heard.
pub fn table(id: &'static str, caption: String, heads: Vec<String>, rows: Vec<Vec<AnyView>>) -> impl IntoView {
    table_of(id.to_owned(), caption, heads, rows)
}

/// The same with an id made while the page is.
pub fn table_of(id: String, caption: String, heads: Vec<String>, rows: Vec<Vec<AnyView>>) -> impl IntoView {
    let labels = heads.clone();
    let heads = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view();
    let rows = rows
        .into_iter()
        .map(|cells| {
            let cells = cells
                .into_iter()
                .zip(labels.clone())
                .enumerate()
                .map(|(n, (cell, label))| match n {
                    0 => view! { <th scope="row">{cell}</th> }.into_any(),
                    _ => view! { <td data-label=label>{cell}</td> }.into_any(),
                })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    let named = id.clone();
    view! {
        <div class="table-region items-region" role="region" tabindex="0" aria-labelledby=named>
            <table class="plain-table stacks records-table">
                <caption id=id.clone()>{caption}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
