//! R-009 applied to a table: which of its columns are flagged items without recorded treatment or consent
//! (ZJ22-Art.30, YN-Art.38, GL20-Art.3).
use super::{Column, DataItem};
use unicode_normalization::UnicodeNormalization;

/// A withheld item that no table of the dataset has: which column it is cannot be told, so no table may be shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the withheld item {title} is in no table of the dataset")]
pub struct UnmatchedItem {
    /// 中文名 of the item. For the publisher, never for the public.
    pub title: String,
}

/// Field names of the columns of `tables[at]` that nobody outside may see. An item is a column when field names or titles agree,
/// whatever their width, case and blanks.
///
/// # Errors
/// [`UnmatchedItem`]: better no table than one with an unrecognised ID-number column.
pub fn hidden_columns(items: &[DataItem], tables: &[&[Column]], at: usize) -> Result<Vec<String>, UnmatchedItem> {
    let mut hidden = Vec::new();
    for item in items.iter().filter(|item| item.withheld()) {
        let mut found = false;
        for (index, columns) in tables.iter().enumerate() {
            for column in columns.iter().filter(|column| names(item, column)) {
                found = true;
                if index == at && !hidden.contains(&column.name) {
                    hidden.push(column.name.clone());
                }
            }
        }
        if !found {
            return Err(UnmatchedItem { title: item.title.clone() });
        }
    }
    Ok(hidden)
}

fn names(item: &DataItem, column: &Column) -> bool {
    let wanted = [fold(&item.name), fold(&item.title)];
    [fold(&column.name), fold(&column.title)].iter().any(|name| !name.is_empty() && wanted.contains(name))
}

/// The form in which names are compared.
fn fold(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The column of a data item that is known by its field name or its 中文名: through its description, or by its own name where it is described no
/// more (an item of a former version).
pub fn column_named<'a>(items: &[DataItem], columns: &'a [Column], name: &str) -> Option<&'a Column> {
    let wanted = fold(name);
    let item = items.iter().find(|item| !wanted.is_empty() && [fold(&item.name), fold(&item.title)].contains(&wanted));
    match item {
        Some(item) => columns.iter().find(|column| names(item, column)),
        None => columns.iter().find(|column| [fold(&column.name), fold(&column.title)].contains(&wanted)),
    }
}

/// The item that describes a column, for its Chinese name and whether it is masked.
pub fn item_of<'a>(items: &'a [DataItem], column: &Column) -> Option<&'a DataItem> {
    items.iter().find(|item| names(item, column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Sensitivity;

    fn item(title: &str, name: &str, flagged: bool) -> DataItem {
        DataItem {
            title: title.into(),
            name: name.into(),
            data_type: None,
            description: None,
            unit: None,
            sensitivity: if flagged { vec![Sensitivity::PersonalInfo] } else { vec![] },
            treatment: None,
        }
    }

    fn column(name: &str, title: &str) -> Column {
        let (name, title) = (name.into(), title.into());
        Column { name, title, dtype: "text".into(), nulls: 0, distinct: None, min: None, max: None }
    }

    #[test]
    fn r009_flagged_columns_are_found_by_name_or_title() {
        let items = [item("身份证号", "SFZH", true), item("姓名", "XM", false)];
        let table = [column("sfzh", "ＳＦＺＨ"), column("姓名", "姓 名")];
        assert_eq!(hidden_columns(&items, &[&table], 0), Ok(vec!["sfzh".into()]));
    }

    #[test]
    fn r009_an_item_that_is_nowhere_closes_the_table() {
        let items = [item("身份证号", "SFZH", true)];
        assert!(hidden_columns(&items, &[&[column("a", "甲")]], 0).is_err());
        let (other, own) = ([column("身份证号", "")], [column("a", "甲")]);
        assert_eq!(hidden_columns(&items, &[&other, &own], 1), Ok(vec![]));
    }
}
