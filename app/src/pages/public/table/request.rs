//! What the reader asks of a table, from the address; nothing typed is lost when it cannot be.
use crate::page::PageCtx;
use crate::pages::parts::table_data;
use contract::query::Strictness;
use contract::tables::{Condition, PAGE_SIZES, TableQuery};
use contract::{ErrorCode, Refusal};

/// A view as asked.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Code of the table; none for the first.
    pub table: Option<String>,
    /// One card a row.
    pub cards: bool,
    pub query: TableQuery,
    /// Why the conditions are not in force.
    pub refusal: Option<Refusal>,
    /// The conditions that were refused: shown as chips, to be taken away.
    pub refused: Option<TableQuery>,
    /// What stands in the fields of the form: column, operator, value.
    pub typed: (String, String, String),
    /// The address comes from a form, with all its empty fields: the clean one says the same.
    pub from_form: bool,
}

/// Parameters that are not of the view.
const OTHERS: [&str; 2] = ["table", "view"];

impl Asked {
    /// Reads the address.
    pub fn read(ctx: &PageCtx) -> Self {
        let pairs = joined(ctx.pairs());
        let value = |name: &str| {
            pairs.iter().rev().find(|(n, _)| n == name).map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        let mut asked = Self {
            table: Some(value("table")).filter(|table| !table.is_empty()),
            cards: value("view") == "cards",
            typed: (value("column"), value("op"), value("value")),
            from_form: pairs.iter().any(|(name, value)| {
                name == "column" || (value.is_empty() && matches!(name.as_str(), "search" | "sort"))
            }),
            ..Self::default()
        };
        match parse(&pairs) {
            Ok(query) => asked.query = query,
            Err(refusal) => {
                // The rest of the address still counts; the condition that cannot be read stays in the form.
                let readable: Vec<(String, String)> = pairs
                    .iter()
                    .filter(|(name, value)| match name.as_str() {
                        "f" => Condition::parse(value).is_some(),
                        "column" | "op" | "value" => false,
                        _ => true,
                    })
                    .cloned()
                    .collect();
                asked.query = parse(&readable).unwrap_or(TableQuery { limit: PAGE_SIZES[1], ..TableQuery::default() });
                let broken = pairs.iter().find(|(name, value)| name == "f" && Condition::parse(value).is_none());
                if let (Some((_, text)), true) = (broken, asked.typed.0.is_empty()) {
                    asked.typed.2.clone_from(text);
                }
                asked.refusal = Some(refusal);
            }
        }
        if !PAGE_SIZES.contains(&asked.query.limit) {
            asked.query.limit = PAGE_SIZES[1];
            asked.query.offset -= asked.query.offset % u64::from(PAGE_SIZES[1]);
        }
        asked
    }

    /// The port cannot do it: the table is shown plain, what was asked stays where it can be mended.
    pub fn refuse(&mut self, refusal: Refusal) {
        let plain = TableQuery { limit: self.query.limit, ..TableQuery::default() };
        let refused = std::mem::replace(&mut self.query, plain);
        let at_fault = refused
            .conditions
            .iter()
            .find(|condition| Some(&condition.column) == refusal.field.as_ref())
            .or(refused.conditions.last().filter(|_| refusal.code == ErrorCode::BadValue));
        if let Some(condition) = at_fault {
            self.typed = (condition.column.clone(), condition.op.clone(), condition.values.join("|"));
        }
        self.refused = Some(refused);
        self.refusal = Some(refusal);
    }

    /// The conditions that are shown: in force, or refused.
    pub fn shown(&self) -> &TableQuery {
        self.refused.as_ref().unwrap_or(&self.query)
    }

    /// The control that the error summary leads to.
    pub fn field_at_fault(&self) -> &'static str {
        match &self.refusal {
            Some(refusal) if refusal.code == ErrorCode::UnknownColumn => "column",
            Some(refusal) if refusal.code == ErrorCode::BadValue => "value",
            _ => "search",
        }
    }

    /// The page of a view, in the form in hand.
    pub fn path(&self, id: &str, query: &TableQuery) -> String {
        let text = query.to_query_string();
        let view = if self.cards { "view=cards" } else { "" };
        let text = [text.as_str(), view].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&");
        table_data::table_path(id, self.table.as_deref().unwrap_or_default(), &text)
    }

    /// What a form carries along: the view without the parameters that the form asks for itself.
    pub fn keep(&self, own: &[&str]) -> Vec<(String, String)> {
        let mut pairs = contract::query::pairs(&TableQuery { offset: 0, ..self.shown().clone() }.to_query_string());
        pairs.extend(self.table.iter().map(|table| ("table".to_owned(), table.clone())));
        if self.cards {
            pairs.push(("view".into(), "cards".into()));
        }
        pairs.retain(|(name, _)| !own.contains(&name.as_str()));
        pairs
    }
}

fn parse(pairs: &[(String, String)]) -> Result<TableQuery, Refusal> {
    TableQuery::parse(pairs, &OTHERS, Strictness::Lenient)
}

/// The ticked columns of the form, several parameters `cols`, as the one that a link has.
fn joined(pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    let ticked: Vec<String> = pairs.iter().filter(|(name, _)| name == "cols").map(|(_, value)| value.clone()).collect();
    let mut rest: Vec<(String, String)> = pairs.into_iter().filter(|(name, _)| name != "cols").collect();
    if !ticked.is_empty() {
        rest.push(("cols".into(), ticked.join(",")));
    }
    rest
}
