//! JSON records: an array of objects, or one object a line. Keys become titles in the order they first appear.
//! Numbers of more than 15 significant digits may change in their last ones: serde_json without `float_roundtrip` reads
//! them so.

mod document;

use super::spool::Spool;
use crate::cell::number_text;
use crate::detect::FileKind;
use crate::source::Source;
use crate::{Control, Error, Limits, Result};
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read};
use tempfile::TempPath;

/// Records as text on disk.
pub(super) struct Spooled {
    pub path: TempPath,
    /// Values that are lists or objects.
    pub nested: u64,
    /// The member of a document that holds them.
    pub member: Option<String>,
}

/// Writes the records to a temporary file as delimited text.
pub(super) fn spool(
    source: &Source,
    kind: FileKind,
    bom: usize,
    limits: &Limits,
    control: &Control,
) -> Result<Spooled> {
    let member = match kind {
        FileKind::JsonDocument => {
            let fresh = RefCell::new(false);
            let input = metered(source, bom, limits, &fresh, u64::MAX)?;
            let found = document::find(input).map_err(|error| failed(&error, limits))?;
            Some(found.ok_or_else(|| Error::UnsupportedKind { kind: "json".to_owned() })?)
        }
        _ => None,
    };
    let each = |sink: Each<'_>| each(source, kind, member.as_deref(), bom, limits, control, sink);
    let mut keys: Vec<String> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    each(&mut |record| {
        for (key, _) in record {
            if !places.contains_key(key) {
                if keys.len() >= limits.columns {
                    return Err(Error::TooManyColumns { limit: limits.columns });
                }
                places.insert(key.clone(), keys.len());
                keys.push(key.clone());
            }
        }
        Ok(())
    })?;
    if keys.is_empty() {
        return Err(Error::Empty);
    }
    let mut spool = Spool::new()?;
    for key in &keys {
        spool.field(Some(key));
    }
    spool.end_record()?;
    let mut nested = 0;
    let mut row: Vec<Option<String>> = Vec::new();
    each(&mut |record| {
        row.clear();
        row.resize(keys.len(), None);
        for (key, value) in record {
            if let Some(place) = places.get(key) {
                row[*place] = text(value, &mut nested);
            }
        }
        for value in &row {
            spool.field(value.as_deref());
        }
        spool.end_record()
    })?;
    Ok(Spooled { path: spool.finish()?, nested, member })
}

fn text(value: &Value, nested: &mut u64) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(match number.as_f64() {
            Some(value) if number.is_f64() => number_text(value),
            _ => number.to_string(),
        }),
        Value::String(value) => Some(value.clone()),
        Value::Array(_) | Value::Object(_) => {
            *nested += 1;
            Some(value.to_string())
        }
    }
}

type Fields = Vec<(String, Value)>;
type Each<'a> = &'a mut dyn FnMut(&Fields) -> Result<()>;

/// The text after its byte order mark, metered.
fn metered<'a>(
    source: &Source,
    bom: usize,
    limits: &Limits,
    fresh: &'a RefCell<bool>,
    limit: u64,
) -> Result<Metered<'a, BufReader<File>>> {
    let mut input = source.open()?;
    std::io::copy(&mut (&mut input).take(bom as u64), &mut std::io::sink())?;
    Ok(Metered { input, since: 0, limit: limit.max(limits.record_bytes as u64), fresh })
}

fn failed(error: &serde_json::Error, limits: &Limits) -> Error {
    if error.to_string().contains(TOO_LONG) {
        return Error::RecordTooLong { line: error.line() as u64, limit: limits.record_bytes };
    }
    Error::Malformed { kind: "json", detail: error.to_string() }
}

fn each(
    source: &Source,
    kind: FileKind,
    member: Option<&str>,
    bom: usize,
    limits: &Limits,
    control: &Control,
    sink: Each<'_>,
) -> Result<()> {
    let fresh = RefCell::new(false);
    // Members before the records count as part of the first one: a document may have long ones.
    let limit = if member.is_some() { u64::MAX } else { 0 };
    let metered = metered(source, bom, limits, &fresh, limit)?;
    let failure = RefCell::new(None);
    let mut records = 0_u64;
    let mut one = |fields: &Fields| -> Result<()> {
        fresh.replace(true);
        if records.is_multiple_of(4_096) {
            control.check()?;
        }
        records += 1;
        sink(fields)
    };
    let outcome = match kind {
        FileKind::JsonArray => {
            let mut json = serde_json::Deserializer::from_reader(metered);
            let mut array = Records { sink: &mut one, failure: &failure };
            json.deserialize_seq(&mut array).and_then(|()| json.end())
        }
        FileKind::JsonDocument => {
            let mut json = serde_json::Deserializer::from_reader(metered);
            let mut records = Records { sink: &mut one, failure: &failure };
            document::each(&mut json, member.unwrap_or_default(), &mut records).and_then(|()| json.end())
        }
        _ => {
            let stream = serde_json::Deserializer::from_reader(metered).into_iter::<Object>();
            stream.into_iter().try_for_each(|object| {
                one(&object?.0).map_err(|error| {
                    failure.replace(Some(error));
                    serde_json::Error::custom("stopped")
                })
            })
        }
    };
    match (failure.into_inner(), outcome) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(failed(&error, limits)),
        (None, Ok(())) => Ok(()),
    }
}

const TOO_LONG: &str = "record too long";

/// Counts bytes between records, so that one endless record ends in an error and not in memory.
struct Metered<'a, R> {
    input: R,
    since: u64,
    limit: u64,
    fresh: &'a RefCell<bool>,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.fresh.replace(false) {
            self.since = 0;
        }
        let count = self.input.read(buffer)?;
        self.since += count as u64;
        if self.since > self.limit {
            return Err(std::io::Error::other(TOO_LONG));
        }
        Ok(count)
    }
}

struct Records<'a> {
    sink: &'a mut dyn FnMut(&Fields) -> Result<()>,
    failure: &'a RefCell<Option<Error>>,
}

impl<'de> Visitor<'de> for &mut Records<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> std::result::Result<(), A::Error> {
        while let Some(object) = array.next_element::<Object>()? {
            if let Err(error) = (self.sink)(&object.0) {
                self.failure.replace(Some(error));
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

/// An object in the order it is written; of keys that come twice the last counts, as in most readers.
struct Object(Fields);

impl<'de> serde::Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Object, A::Error> {
        let mut fields = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            fields.push((key, map.next_value()?));
        }
        Ok(Object(fields))
    }
}
