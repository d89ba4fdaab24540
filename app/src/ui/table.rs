//! A page of a table, as table and as cards.
use leptos::prelude::*;
use texts::t;

use super::{context::{href, locale}, icon::Icon};

/// How a column is ordered now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortOrder {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// The head of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableColumn {
    /// The Chinese name, or the field name where there is none.
    pub label: String,
    /// The field name under it.
    pub field: Option<String>,
    /// Numbers stand right.
    pub numeric: bool,
    /// The order now.
    pub sorted: Option<SortOrder>,
    /// The page ordered by this column (the other way round if it is now), without language.
    pub sort_path: Option<String>,
    /// Values are masked: said in the head.
    pub masked: bool,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// No value; shown as 空.
    Null,
    /// Text, the empty one too.
    Text(String),
    /// A number as it is to be read.
    Number(String),
    /// A web address: shown as text, with a link that says it opens.
    Url(String),
    /// Not shown.
    Masked,
}

/// A row: its number is the row header and leads to the row's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// The number, 1-based, in words (grouped).
    pub number: String,
    /// The page of the row, without language.
    pub path: Option<String>,
    /// One value a column.
    pub cells: Vec<Cell>,
}

/// What both forms show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableData {
    /// What the table is: title, rows shown, of how many, in which order.
    pub caption: String,
    /// The columns.
    pub columns: Vec<TableColumn>,
    /// The rows.
    pub rows: Vec<TableRow>,
}

fn cell(value: Cell) -> AnyView {
    let locale = locale();
    match value {
        Cell::Null => view! { <span class="null">{t!(locale, "cell-null")}</span> }.into_any(),
        Cell::Text(text) if text.is_empty() => view! { <span class="null">"“”"</span> }.into_any(),
        Cell::Text(text) | Cell::Number(text) => view! { <span class="cell">{text}</span> }.into_any(),
        Cell::Url(address) if address.starts_with("https://") || address.starts_with("http://") => view! {
            <span class="cell">{address.clone()}</span>
            " "
            <a href=address rel="external noopener nofollow">
                {t!(locale, "cell-open")}
            </a>
        }
        .into_any(),
        Cell::Url(text) => view! { <span class="cell">{text}</span> }.into_any(),
        Cell::Masked => view! {
            <span class="null">
                <span aria-hidden="true">"●●●"</span>
                <span class="visually-hidden">{t!(locale, "cell-masked")}</span>
            </span>
        }
        .into_any(),
    }
}

/// A table in a region of its own that scrolls sideways; head and row numbers stay.
#[component]
pub fn DataTable(
    /// The table.
    table: TableData,
    /// The id of the caption, unique in the page.
    #[prop(default = "table-caption".to_owned(), into)]
    id: String,
    /// Without the column of row numbers.
    #[prop(optional)]
    unnumbered: bool,
) -> impl IntoView {
    let locale = locale();
    let numeric: Vec<bool> = table.columns.iter().map(|column| column.numeric).collect();
    let head = table.columns.into_iter().map(|column| view! { <ColumnHead column=column /> }).collect_view();
    let rows = table
        .rows
        .into_iter()
        .map(|row| {
            let number = (!unnumbered).then(|| {
                let label = row.number;
                let inside = match row.path {
                    Some(path) => view! { <a href=href(locale, &path)>{label}</a> }.into_any(),
                    None => label.into_any(),
                };
                view! { <th scope="row">{inside}</th> }
            });
            let cells = row
                .cells
                .into_iter()
                .enumerate()
                .map(|(i, value)| {
                    let class = numeric.get(i).copied().unwrap_or_default().then_some("number");
                    view! { <td class=class>{cell(value)}</td> }
                })
                .collect_view();
            view! { <tr>{number} {cells}</tr> }
        })
        .collect_view();
    let caption_id = id.clone();
    view! {
        <div class="table-region" role="region" tabindex="0" aria-labelledby=caption_id>
            <table class="data-table" class:numbered=!unnumbered>
                <caption id=id>{table.caption}</caption>
                <thead>
                    <tr>
                        {(!unnumbered).then(|| view! { <th scope="col">{t!(locale, "table-row-number")}</th> })}
                        {head}
                    </tr>
                </thead>
                <tbody lang="zh-CN">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn ColumnHead(column: TableColumn) -> impl IntoView {
    let locale = locale();
    let aria_sort = column.sorted.map(|order| match order {
        SortOrder::Ascending => "ascending",
        SortOrder::Descending => "descending",
    });
    let icon = match column.sorted {
        Some(SortOrder::Ascending) => view! { <Icon name="arrow-up" /> },
        Some(SortOrder::Descending) => view! { <Icon name="arrow-down" /> },
        None => view! { <Icon name="arrow-up-down" /> },
    };
    let name = match column.sort_path {
        Some(path) => view! {
            <a class="sort" href=href(locale, &path) rel="nofollow">
                <span lang="zh-CN">{column.label}</span>
                {icon}
            </a>
        }
        .into_any(),
        None => view! { <span lang="zh-CN">{column.label}</span> }.into_any(),
    };
    view! {
        <th scope="col" class:number=column.numeric aria-sort=aria_sort>
            {name}
            {column.field.map(|field| view! { <code>{field}</code> })}
            {column.masked.then(|| view! { <span class="masked-mark">{t!(locale, "column-masked")}</span> })}
        </th>
    }
    .into_any()
}

/// The same rows, one `<dl>` each: for narrow screens.
#[component]
pub fn TableCards(table: TableData) -> impl IntoView {
    let locale = locale();
    let labels: Vec<String> = table.columns.into_iter().map(|column| column.label).collect();
    let rows = table
        .rows
        .into_iter()
        .map(|row| {
            let heading = t!(locale, "table-row", n = row.number);
            let heading = match row.path {
                Some(path) => view! { <a href=href(locale, &path)>{heading}</a> }.into_any(),
                None => heading.into_any(),
            };
            let pairs = labels
                .iter()
                .cloned()
                .zip(row.cells)
                .map(|(label, value)| {
                    view! {
                        <div>
                            <dt>{label}</dt>
                            <dd>{cell(value)}</dd>
                        </div>
                    }
                })
                .collect_view();
            view! {
                <li>
                    <h3>{heading}</h3>
                    <dl class="definitions" lang="zh-CN">
                        {pairs}
                    </dl>
                </li>
            }
        })
        .collect_view();
    view! {
        <p class="table-caption">{table.caption}</p>
        <ol class="table-cards">{rows}</ol>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(cell: Cell) -> String {
        let columns = vec![TableColumn {
            label: "泊位总数".into(),
            numeric: true,
            sorted: Some(SortOrder::Descending),
            sort_path: Some("/data/x/table?sort=total".into()),
            ..TableColumn::default()
        }];
        let rows = vec![TableRow { number: "101".into(), path: Some("/data/x/rows/101".into()), cells: vec![cell] }];
        let table = TableData { caption: "第 101 行".into(), columns, rows };
        Owner::new().with(|| view! { <DataTable table=table /> }.to_html())
    }

    #[test]
    fn r008_a_table_says_what_it_is_and_how_it_is_ordered() {
        let html = html(Cell::Number("2100".into()));
        for part in [
            "role=\"region\"",
            "aria-labelledby=\"table-caption\"",
            "<caption id=\"table-caption\">第 101 行</caption>",
            "aria-sort=\"descending\"",
            "scope=\"col\"",
            "scope=\"row\"",
            "href=\"/data/x/rows/101\"",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn no_value_the_empty_text_and_a_masked_value_are_told_apart() {
        assert!(html(Cell::Null).contains(">空<"));
        assert!(html(Cell::Text(String::new())).contains(">“”<"));
        assert!(html(Cell::Masked).contains("已脱敏"));
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert!(html(Cell::Url("https://example.com/".into())).contains("href=\"https://example.com/\""));
        let html = html(Cell::Url("javascript:alert(1)".into()));
        assert!(!html.contains("href=\"javascript"), "{html}");
    }
}
