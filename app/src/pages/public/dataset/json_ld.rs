//! schema.org `Dataset` for search engines: what the page says, nothing more.
use crate::page::PageCtx;
use crate::pages::parts::card;
use crate::ui::{href, site_name};
use contract::datasets::{DataAccess, DatasetView};
use contract::query::encode;
use serde_json::{Map, Value, json};

/// Serialised; the frame escapes it for its place.
pub fn dataset(ctx: &PageCtx, view: &DatasetView) -> String {
    let base = &ctx.site.base_url;
    let absolute = |path: &str| {
        if path.starts_with('/') { format!("{base}{}", href(ctx.locale, path)) } else { path.to_owned() }
    };
    let card = &view.card;
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| {
        let empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(list) => list.is_empty(),
            _ => false,
        };
        if !empty {
            out.insert(name.to_owned(), value);
        }
    };
    put("@context", json!("https://schema.org"));
    put("@type", json!("Dataset"));
    put("name", json!(card.title));
    put("alternateName", json!(view.title_en));
    put("description", json!(if view.description.trim().is_empty() { &card.title } else { &view.description }));
    put("identifier", json!(card.id));
    put("url", json!(absolute(&card::path(&card.id))));
    put("inLanguage", json!("zh-CN"));
    put("keywords", json!(view.tags));
    put("datePublished", json!(card.issued.map(texts::date_iso)));
    put("dateModified", json!(card.freshness.updated.map(texts::date_iso)));
    put("version", json!(view.versions.iter().map(|version| version.number).max()));
    put("license", json!(view.licence.as_deref().filter(|licence| licence.starts_with("http"))));
    put("spatialCoverage", json!(view.region.label));
    put("creditText", json!(view.citation));
    put("isAccessibleForFree", json!(view.data == DataAccess::Open));
    let publisher = absolute(&format!("/publishers/{}", encode(&card.publisher.code)));
    put("publisher", json!({ "@type": "Organization", "name": card.publisher.name, "url": publisher }));
    let catalogue = site_name(&ctx.site, ctx.locale);
    put("includedInDataCatalog", json!({ "@type": "DataCatalog", "name": catalogue, "url": absolute("/data") }));
    let items = view.items.iter().map(|item| {
        json!({ "@type": "PropertyValue", "name": item.title, "alternateName": item.name, "description": item.description })
    });
    put("variableMeasured", Value::Array(items.collect()));
    if view.data == DataAccess::Open {
        let files = view.files.iter().filter_map(|file| {
            let address = absolute(file.url.as_deref()?);
            Some(json!({
                "@type": "DataDownload",
                "name": file.title,
                "encodingFormat": file.format.label,
                "contentUrl": address,
                "contentSize": file.bytes.map(|bytes| format!("{bytes} B")),
                "sha256": file.sha256,
            }))
        });
        put("distribution", Value::Array(files.collect()));
    }
    Value::Object(out).to_string()
}
