//! A JSON object around the records: `{"year": 2026, "days": [{…}, …]}`.

use super::Records;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt::Formatter;
use std::io::Read;

type Json<R> = serde_json::Deserializer<serde_json::de::IoRead<R>>;

/// The member that is an array of objects; of several the one with the most.
pub(super) fn find(input: impl Read) -> serde_json::Result<Option<String>> {
    let mut json = serde_json::Deserializer::from_reader(input);
    let found = json.deserialize_map(Find)?;
    json.end()?;
    Ok(found)
}

/// Hands on the records of one member.
pub(super) fn each<R: Read>(json: &mut Json<R>, member: &str, records: &mut Records<'_>) -> serde_json::Result<()> {
    json.deserialize_map(Each { member, records })
}

struct Find;

impl<'de> Visitor<'de> for Find {
    type Value = Option<String>;

    fn expecting(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut best: Option<(u64, String)> = None;
        while let Some(key) = map.next_key::<String>()? {
            if let Shape::Array { objects, others: 0 } = map.next_value()?
                && objects > 0
                && best.as_ref().is_none_or(|(most, _)| objects > *most)
            {
                best = Some((objects, key));
            }
        }
        Ok(best.map(|(_, key)| key))
    }
}

/// What a value is, without keeping it.
enum Shape {
    Object,
    Array { objects: u64, others: u64 },
    Other,
}

impl<'de> serde::Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Shape::Object)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Shape, A::Error> {
        let (mut objects, mut others) = (0, 0);
        while let Some(shape) = array.next_element::<Shape>()? {
            match shape {
                Shape::Object => objects += 1,
                Shape::Array { .. } | Shape::Other => others += 1,
            }
        }
        Ok(Shape::Array { objects, others })
    }

    fn visit_bool<E>(self, _: bool) -> Result<Shape, E> {
        Ok(Shape::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Shape, E> {
        Ok(Shape::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Shape, E> {
        Ok(Shape::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Shape, E> {
        Ok(Shape::Other)
    }

    fn visit_str<E>(self, _: &str) -> Result<Shape, E> {
        Ok(Shape::Other)
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::Other)
    }
}

struct Each<'a, 'b> {
    member: &'a str,
    records: &'a mut Records<'b>,
}

impl<'de> Visitor<'de> for Each<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == self.member {
                map.next_value_seed(Array(&mut *self.records))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct Array<'a, 'b>(&'a mut Records<'b>);

impl<'de> DeserializeSeed<'de> for Array<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self.0)
    }
}
