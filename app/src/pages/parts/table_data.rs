//! A page of a table from the port as the parts of [`crate::ui`] show it.
use super::card;
use crate::page::PageCtx;
use crate::ui::{Cell, SortOrder, TableColumn, TableData, TableRow, with_query};
use contract::query::encode;
use contract::tables::Cell as Value;
use contract::tables::{ColumnView, TablePage, TableQuery};
use domain::locale::Locale;
use texts::t;

/// The page ordered by a column, descending or not.
pub type Order<'a> = dyn Fn(&str, bool) -> String + 'a;

/// The page of a row. The first table of a dataset needs no name in the address.
pub fn row_path(page: &TablePage, number: u64) -> String {
    with_query(&format!("{}/rows/{number}", card::path(&page.dataset)), [("table", table_name(page).as_str())])
}

/// The value of the parameter `table`: empty for the first table.
pub fn table_name(page: &TablePage) -> String {
    match page.tables.first() {
        Some(first) if first.code == page.table => String::new(),
        None => String::new(),
        Some(_) => page.table.clone(),
    }
}

/// Caption, columns and rows. `order` gives the page ordered by a column; without it columns are no links.
pub fn table_data(ctx: &PageCtx, page: &TablePage, query: &TableQuery, order: Option<&Order<'_>>) -> TableData {
    let columns: Vec<&ColumnView> =
        page.shown.iter().filter_map(|name| page.columns.iter().find(|column| &column.name == name)).collect();
    let rows = page.rows.iter().zip(&page.row_numbers).map(|(values, number)| TableRow {
        number: texts::count(*number),
        path: Some(row_path(page, *number)),
        cells: values.iter().map(|value| cell(ctx.locale, value)).collect(),
    });
    TableData {
        caption: caption(ctx, page, query),
        rows: rows.collect(),
        columns: columns.into_iter().map(|column| head(ctx, column, query, order)).collect(),
    }
}

fn head(ctx: &PageCtx, column: &ColumnView, query: &TableQuery, order: Option<&Order<'_>>) -> TableColumn {
    let now = query.sort.iter().find(|(name, _)| name == &column.name).map(|(_, descending)| *descending);
    let dtype = dtype(ctx.locale, &column.dtype);
    let field = if column.title == column.name { dtype } else { format!("{} · {dtype}", column.name) };
    TableColumn {
        label: column.title.clone(),
        field: Some(field),
        numeric: numeric(column),
        sorted: now.map(|descending| if descending { SortOrder::Descending } else { SortOrder::Ascending }),
        sort_path: order.map(|order| order(&column.name, now == Some(false))),
        masked: column.masked,
    }
}

/// Whether values of a column are numbers.
pub fn numeric(column: &ColumnView) -> bool {
    matches!(column.dtype.as_str(), "integer" | "number")
}

/// The type of a column in words.
pub fn dtype(locale: Locale, dtype: &str) -> String {
    match dtype {
        "integer" => t!(locale, "explore-type-integer"),
        "number" => t!(locale, "explore-type-number"),
        "boolean" => t!(locale, "explore-type-boolean"),
        "date" => t!(locale, "explore-type-date"),
        "datetime" => t!(locale, "explore-type-datetime"),
        "time" => t!(locale, "explore-type-time"),
        _ => t!(locale, "explore-type-text"),
    }
}

/// The type of a data item: as its publisher wrote it; the codes of our own tables in words, and in English the usual spellings too.
pub fn item_type(locale: Locale, written: String) -> String {
    let ours = ["text", "integer", "number", "boolean", "date", "datetime", "time"];
    let code = match written.as_str() {
        code if ours.contains(&code) => code,
        _ if locale == Locale::ZhCn => return written,
        "字符型" | "字符串" | "字符串型" | "文本" | "文本型" => "text",
        "整数" | "整型" | "整数型" => "integer",
        "数值" | "数值型" | "数字" | "浮点型" => "number",
        "布尔" | "布尔型" => "boolean",
        "日期" | "日期型" => "date",
        "日期时间" | "日期时间型" | "时间戳" => "datetime",
        "时间" | "时间型" => "time",
        _ => return written,
    };
    dtype(locale, code)
}

/// A value as it is to be read. Numbers keep their digits ungrouped: many are years or codes.
pub fn cell(locale: Locale, value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Null,
        Value::Bool(true) => Cell::Text(t!(locale, "explore-true")),
        Value::Bool(false) => Cell::Text(t!(locale, "explore-false")),
        Value::Integer(n) => Cell::Number(n.to_string()),
        Value::Number(n) => Cell::Number(n.to_string()),
        Value::Text(text) if text.starts_with("https://") || text.starts_with("http://") => Cell::Url(text.clone()),
        Value::Text(text) => Cell::Text(text.clone()),
    }
}

/// 城市公共停车场信息，第 101—150 行，共 1,204 行，按“泊位总数”降序
pub fn caption(ctx: &PageCtx, page: &TablePage, query: &TableQuery) -> String {
    let locale = ctx.locale;
    let title = page.title.as_str();
    let rows = page.rows.len() as u64;
    if rows == 0 {
        return t!(locale, "explore-caption-none", title = title);
    }
    let (from, to) = (page.offset + 1, page.offset + rows);
    let order = query.sort.iter().filter_map(|(name, descending)| {
        let column = page.columns.iter().find(|column| &column.name == name)?.title.as_str();
        Some(if *descending {
            t!(locale, "explore-descending", column = column)
        } else {
            t!(locale, "explore-ascending", column = column)
        })
    });
    let order: Vec<String> = order.collect();
    if order.is_empty() {
        return t!(locale, "explore-caption", title = title, from = from, to = to, n = page.total);
    }
    let order = texts::list(locale, &order);
    t!(locale, "explore-caption-sorted", title = title, from = from, to = to, n = page.total, order = order)
}

/// The page of the table, without language; `table` empty for the first.
pub fn table_path(dataset: &str, table: &str, query: &str) -> String {
    let path = with_query(&format!("{}/table", card::path(dataset)), [("table", table)]);
    match (query.is_empty(), path.contains('?')) {
        (true, _) => path,
        (false, true) => format!("{path}&{query}"),
        (false, false) => format!("{path}?{query}"),
    }
}

/// 下载本视图: a file of the rows of a view. `query` is that of the view without page.
pub fn view_file(page: &TablePage, ending: &str, query: &str, encoding: &str) -> String {
    let path = format!("/download/{}/view/{}.{ending}", encode(&page.dataset), encode(&page.table));
    let path = if query.is_empty() { path } else { format!("{path}?{query}") };
    match (encoding.is_empty(), path.contains('?')) {
        (true, _) => path,
        (false, true) => format!("{path}&encoding={encoding}"),
        (false, false) => format!("{path}?encoding={encoding}"),
    }
}
