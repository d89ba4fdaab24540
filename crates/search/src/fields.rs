//! The fields of the index and how a dataset is written into them.

use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::schema::{Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};

use crate::analysis::{Folded, Unit, UnitKind, compact};
use crate::document::{DataItem, SearchDoc};
use crate::{Analyzer, Facet};

/// Raised whenever the fields change, so that an older index is recognised.
const SCHEMA_VERSION: u64 = 5;

/// Separates code and label, and the values of a set.
pub(crate) const SEPARATOR: char = '\u{1f}';

/// Positions left free between two values of a field, so that no phrase spans them.
const GAP: usize = 10;

/// A description is searched up to here; what follows is shown by the page, not found.
const MAX_BODY_CHARS: usize = 4_000;

/// A dataset with thousands of columns is searched by its first ones.
const MAX_ITEMS: usize = 2_000;

/// Fields of words, weighed against each other by the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordField {
    Title,
    Tags,
    Items,
    Who,
    Body,
}

impl WordField {
    pub const ALL: [WordField; 5] =
        [WordField::Title, WordField::Tags, WordField::Items, WordField::Who, WordField::Body];

    /// Title before keywords and data items before publisher and region before description.
    pub fn weight(self) -> f32 {
        match self {
            WordField::Title => 4.0,
            WordField::Tags => 2.2,
            WordField::Items => 2.0,
            WordField::Who => 1.5,
            WordField::Body => 0.8,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            WordField::Title => "title",
            WordField::Tags => "tags",
            WordField::Items => "items",
            WordField::Who => "publisher",
            WordField::Body => "description",
        }
    }
}

/// What is kept of a dataset to show a hit.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Card {
    #[serde(rename = "c")]
    pub code: String,
    #[serde(rename = "t")]
    pub title: String,
    #[serde(rename = "d", default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    #[serde(rename = "g", default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Name and field name of each data item in turn, a line each: read and folded as one text, which is much cheaper than hundreds.
    #[serde(rename = "i", default, skip_serializing_if = "String::is_empty")]
    pub items: String,
}

/// The lines of [`Card::items`].
fn item_lines(items: &[DataItem]) -> String {
    let mut lines = String::new();
    for text in items.iter().flat_map(|item| [&item.name, &item.field]) {
        lines.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
        lines.push('\n');
    }
    lines
}

#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub schema: Schema,
    words: [Field; 5],
    pub gram_title: Field,
    pub gram: Field,
    pub gram_items: Field,
    pub pinyin_title: Field,
    pub pinyin_who: Field,
    pub exact: Field,
    pub code: Field,
    pub card: Field,
    stored_facets: [Field; Facet::STORED.len()],
    pub updated: Field,
    pub issued: Field,
    pub downloads: Field,
    pub official: Field,
    pub order: Field,
    pub suggest_title: Field,
    pub suggest_item: Field,
    pub suggest_publisher: Field,
    pub suggest_theme: Field,
}

impl Fields {
    pub fn new() -> Fields {
        let mut builder = Schema::builder();
        let text = |record| {
            TextOptions::default()
                .set_indexing_options(TextFieldIndexing::default().set_tokenizer("raw").set_index_option(record))
        };
        let key = || {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer("raw")
                    .set_fieldnorms(false)
                    .set_index_option(IndexRecordOption::Basic),
            )
        };
        let column = || TextOptions::default().set_fast("raw");
        let number = || NumericOptions::default().set_fast();
        Fields {
            words: WordField::ALL.map(|field| builder.add_text_field(field.name(), text(IndexRecordOption::WithFreqs))),
            gram_title: builder.add_text_field("gram_title", text(IndexRecordOption::WithFreqsAndPositions)),
            gram: builder.add_text_field("gram", text(IndexRecordOption::WithFreqsAndPositions)),
            gram_items: builder.add_text_field("gram_items", text(IndexRecordOption::WithFreqsAndPositions)),
            pinyin_title: builder.add_text_field("pinyin_title", key()),
            pinyin_who: builder.add_text_field("pinyin_who", key()),
            exact: builder.add_text_field("exact", key()),
            code: builder.add_text_field("code", key()),
            card: builder.add_text_field("card", TextOptions::default().set_stored()),
            stored_facets: Facet::STORED.map(|facet| builder.add_text_field(&column_name(facet), column())),
            updated: builder.add_i64_field("updated_day", number()),
            issued: builder.add_i64_field("issued_day", number()),
            downloads: builder.add_u64_field("downloads", number()),
            official: builder.add_u64_field("official", number()),
            order: builder.add_text_field("order", column()),
            suggest_title: builder.add_text_field("suggest_title", column()),
            suggest_item: builder.add_text_field("suggest_item", column()),
            suggest_publisher: builder.add_text_field("suggest_publisher", column()),
            suggest_theme: builder.add_text_field("suggest_theme", column()),
            schema: builder.build(),
        }
    }

    pub fn word(&self, field: WordField) -> Field {
        self.words[field as usize]
    }

    pub fn is_word(&self, field: Field) -> bool {
        self.words.contains(&field)
    }

    pub fn all_words(&self) -> [Field; 5] {
        self.words
    }

    /// Two indexes with the same stamp can read each other.
    pub fn stamp(analyzer: &Analyzer) -> u64 {
        SCHEMA_VERSION.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ analyzer.version()
    }

    pub fn document(&self, analyzer: &Analyzer, doc: &SearchDoc) -> TantivyDocument {
        let mut out = TantivyDocument::default();
        let fold = |text: &str| analyzer.fold(text);
        let items = &doc.items[..doc.items.len().min(MAX_ITEMS)];
        let body: String = doc.description.chars().take(MAX_BODY_CHARS).collect();

        let title = fold(&doc.title);
        let titles: Vec<Folded> = std::iter::once(title.clone()).chain(doc.title_en.as_deref().map(fold)).collect();
        let tags: Vec<Folded> =
            doc.tags.iter().chain(doc.themes.iter().map(|theme| &theme.label)).map(|text| fold(text)).collect();
        let columns: Vec<Folded> = items.iter().flat_map(|item| [fold(&item.name), fold(&item.field)]).collect();
        let who: Vec<Folded> = std::iter::once(&doc.publisher_name)
            .chain(&doc.publisher_aliases)
            .chain(doc.regions.iter().map(|region| &region.label))
            .map(|text| fold(text))
            .collect();
        let body = [fold(&body)];

        for (field, values) in WordField::ALL.into_iter().zip([&titles[..], &tags, &columns, &who, &body]) {
            add(&mut out, self.word(field), word_tokens(analyzer, values));
        }
        add(&mut out, self.gram_title, gram_tokens(analyzer, titles.iter()));
        add(&mut out, self.gram_items, gram_tokens(analyzer, columns.iter()));
        let all = titles.iter().chain(&tags).chain(&columns).chain(&who).chain(&body);
        add(&mut out, self.gram, gram_tokens(analyzer, all));

        for term in analyzer.pinyin_terms(&title) {
            out.add_text(self.pinyin_title, term);
        }
        if let Some(publisher) = who.first() {
            for term in analyzer.pinyin_terms(publisher) {
                out.add_text(self.pinyin_who, term);
            }
        }
        let mut names: Vec<String> = who[..=doc.publisher_aliases.len()].iter().map(compact).collect();
        names.sort_unstable();
        names.dedup();
        for name in names.iter().filter(|name| !name.is_empty()) {
            out.add_text(self.exact, format!("@{name}"));
        }
        for item in items.iter().filter(|item| !item.name.is_empty()) {
            out.add_text(self.exact, item_key(&item.name));
        }
        for title in &titles {
            let compact = compact(title);
            if let Some(core) = analyzer.lexicon().title_core(&compact) {
                out.add_text(self.exact, format!("~{core}"));
            }
            out.add_text(self.exact, format!("={compact}"));
        }
        out.add_text(self.code, doc.code.to_lowercase());
        let card = Card {
            code: doc.code.clone(),
            title: doc.title.clone(),
            description: doc.description.clone(),
            tags: doc.tags.clone(),
            items: item_lines(items),
        };
        out.add_text(self.card, serde_json::to_string(&card).unwrap_or_default());
        self.columns(analyzer, doc, items, &mut out);
        out
    }

    fn columns(&self, analyzer: &Analyzer, doc: &SearchDoc, items: &[DataItem], out: &mut TantivyDocument) {
        for (facet, field) in Facet::STORED.into_iter().zip(self.stored_facets) {
            out.add_text(field, doc.facet_values(facet).join(&SEPARATOR.to_string()));
        }
        if let Some(day) = doc.updated {
            out.add_i64(self.updated, day);
        }
        if let Some(day) = doc.issued {
            out.add_i64(self.issued, day);
        }
        out.add_u64(self.downloads, doc.downloads);
        out.add_u64(self.official, u64::from(doc.official));
        out.add_text(self.order, analyzer.order_key(&doc.title));
        out.add_text(self.suggest_title, format!("{}{SEPARATOR}{}", doc.code, doc.title));
        for item in items.iter().filter(|item| !item.name.is_empty()) {
            out.add_text(self.suggest_item, &item.name);
        }
        if !doc.publisher_name.is_empty() {
            out.add_text(self.suggest_publisher, format!("{}{SEPARATOR}{}", doc.publisher_code, doc.publisher_name));
        }
        for theme in doc.themes.iter().filter(|theme| !theme.label.is_empty()) {
            out.add_text(self.suggest_theme, format!("{}{SEPARATOR}{}", theme.code, theme.label));
        }
    }
}

/// The key of a data item's name as it stands.
pub(crate) fn item_key(name: &str) -> String {
    format!("#{name}")
}

pub(crate) fn column_name(facet: Facet) -> String {
    format!("facet_{}", facet.name())
}

fn add(out: &mut TantivyDocument, field: Field, tokens: Vec<Token>) {
    if !tokens.is_empty() {
        out.add_pre_tokenized_text(field, PreTokenizedString { text: String::new(), tokens });
    }
}

fn token(text: String, position: usize) -> Token {
    Token { offset_from: 0, offset_to: 0, position, text, position_length: 1 }
}

fn word_tokens(analyzer: &Analyzer, values: &[Folded]) -> Vec<Token> {
    values
        .iter()
        .flat_map(|value| analyzer.index_words(value))
        .enumerate()
        .map(|(position, word)| token(word.text, position))
        .collect()
}

fn gram_tokens<'a>(analyzer: &Analyzer, values: impl Iterator<Item = &'a Folded>) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut position = 0;
    for value in values {
        let units = analyzer.units(value);
        for (i, unit) in units.iter().enumerate() {
            tokens.push(token(value.slice(unit.chars.clone()), position + i));
            if let Some(next) = units.get(i + 1)
                && pairs(unit, next)
            {
                tokens.push(token(value.slice(unit.chars.start..next.chars.end), position + i));
            }
        }
        position += units.len() + GAP;
    }
    tokens
}

fn pairs(unit: &Unit, next: &Unit) -> bool {
    unit.kind == UnitKind::Han && next.kind == UnitKind::Han && unit.chars.end == next.chars.start
}

/// The terms of a phrase with their offsets in the gram fields: pairs where there are pairs, else the unit itself.
pub(crate) fn gram_terms(analyzer: &Analyzer, folded: &Folded) -> Vec<(usize, String)> {
    let units = analyzer.units(folded);
    let mut terms = Vec::new();
    for (i, unit) in units.iter().enumerate() {
        let paired_before = i > 0 && pairs(&units[i - 1], unit);
        match units.get(i + 1).filter(|next| pairs(unit, next)) {
            Some(next) => terms.push((i, folded.slice(unit.chars.start..next.chars.end))),
            None if paired_before => {}
            None => terms.push((i, folded.slice(unit.chars.clone()))),
        }
    }
    terms
}
