//! JSON records: an array of objects, or one object a line. Keys become titles in the order they first appear.

use super::spool::Spool;
use crate::cell::number_text;
use crate::detect::FileKind;
use crate::source::Source;
use crate::{Control, Error, Limits, Result};
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::HashMap;
use std::io::Read;
use tempfile::TempPath;

/// Writes the records to a temporary file as delimited text; also counts values that are lists or objects.
pub(super) fn spool(
    source: &Source,
    kind: FileKind,
    bom: usize,
    limits: &Limits,
    control: &Control,
) -> Result<(TempPath, u64)> {
    let mut keys: Vec<String> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    each(source, kind, bom, limits, control, &mut |record| {
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
    each(source, kind, bom, limits, control, &mut |record| {
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
    Ok((spool.finish()?, nested))
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

fn each(source: &Source, kind: FileKind, bom: usize, limits: &Limits, control: &Control, sink: Each<'_>) -> Result<()> {
    let mut input = source.open()?;
    std::io::copy(&mut (&mut input).take(bom as u64), &mut std::io::sink())?;
    let metered = Metered { input, since: 0, limit: limits.record_bytes, fresh: &RefCell::new(false) };
    let fresh = metered.fresh;
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
        (None, Err(error)) if error.to_string().contains(TOO_LONG) => {
            Err(Error::RecordTooLong { line: error.line() as u64, limit: limits.record_bytes })
        }
        (None, Err(error)) => Err(Error::Malformed { kind: "json", detail: error.to_string() }),
        (None, Ok(())) => Ok(()),
    }
}

const TOO_LONG: &str = "record too long";

/// Counts bytes between records, so that one endless record ends in an error and not in memory.
struct Metered<'a, R> {
    input: R,
    since: usize,
    limit: usize,
    fresh: &'a RefCell<bool>,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.fresh.replace(false) {
            self.since = 0;
        }
        let count = self.input.read(buffer)?;
        self.since += count;
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
