//! The rules of the 需求清单 (C2, R-052, R-074).
use super::check::{Context, typed};
use super::field::whole;
use super::form::{Form, Line, Offered};
use crate::access::DeliveryMode;
use crate::access::delivery::VolumeUnit;
use crate::access::fault::{Fault, FaultCode, Faults};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Most lines of one application.
const LINES_MAX: usize = 50;

pub(super) fn check(form: &Form, context: &Context<'_>, faults: &mut Faults) {
    if form.lines.is_empty() {
        faults.put("lines", FaultCode::Required);
    }
    if form.lines.len() > LINES_MAX {
        faults.add(Fault::new("lines", FaultCode::TooLong).fact("max", LINES_MAX));
    }
    let mut seen = BTreeSet::new();
    for (at, line) in form.lines.iter().enumerate() {
        let field = |name: &str| format!("lines.{at}.{name}");
        match context.offered.get(&line.dataset) {
            None if line.dataset.trim().is_empty() => faults.put(field("dataset"), FaultCode::Required),
            // Outside of the catalogue: another procedure (B17).
            None => faults.put(field("dataset"), FaultCode::NotOffered),
            Some(offered) => {
                // The same data may be needed for two scenarios, or in two ways.
                if !seen.insert((&line.dataset, &line.scenario, &line.mode)) {
                    faults.put(field("dataset"), FaultCode::Duplicate);
                }
                data(line, offered, &field, context, faults);
            }
        }
        scenario(line, form, &field, faults);
        typed(&field("necessity"), &line.necessity, context, faults);
    }
    // Publishers of F1 and F2 are the same.
    if !form.publishers.is_empty() {
        let named: BTreeSet<_> = form.publishers.iter().copied().collect();
        let of_lines = form.lines.iter().filter_map(|line| context.offered.get(&line.dataset)).map(|o| o.publisher);
        if named != of_lines.collect() {
            faults.add(Fault::new("publishers", FaultCode::Mismatch).fact("other", "lines"));
        }
    }
}

fn data(line: &Line, offered: &Offered, field: &dyn Fn(&str) -> String, context: &Context<'_>, faults: &mut Faults) {
    if line.items.is_empty() {
        faults.put(field("items"), FaultCode::Required);
    }
    let known = |name: &String| offered.items.iter().any(|item| item.name == *name);
    if let Some(unknown) = line.items.iter().find(|name| !known(name)) {
        faults.add(Fault::new(field("items"), FaultCode::NotOffered).fact("value", unknown));
    }
    range(line, offered, field, faults);
    match line.mode() {
        None if line.mode.trim().is_empty() => faults.put(field("mode"), FaultCode::Required),
        Some(mode) if offered.modes().contains(&mode) => {
            if mode.has_volume() {
                volume(line, field, context, faults);
            }
        }
        _ => faults.put(field("mode"), FaultCode::NotOffered),
    }
    sensitive(line, offered, field, context, faults);
}

/// 数据范围: within what the data covers.
fn range(line: &Line, offered: &Offered, field: &dyn Fn(&str) -> String, faults: &mut Faults) {
    let mut date = |name: &str, typed: &str| {
        let typed = typed.trim();
        let parsed = NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok();
        if typed.is_empty() {
            if offered.coverage.is_some() {
                faults.put(field(name), FaultCode::Required);
            }
        } else if parsed.is_none() {
            faults.put(field(name), FaultCode::BadValue);
        }
        parsed
    };
    let (from, to) = (date("from", &line.from), date("to", &line.to));
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        faults.add(Fault::new(field("to"), FaultCode::OutOfRange).fact("first", from));
    }
    if let Some((first, last)) = offered.coverage {
        for (name, day) in [("from", from), ("to", to)] {
            if day.is_some_and(|day| day < first || day > last) {
                faults.add(Fault::new(field(name), FaultCode::OutOfRange).fact("first", first).fact("last", last));
            }
        }
    }
    if let Some(foreign) = line.regions.iter().find(|region| !offered.regions.iter().any(|o| covers(o, region))) {
        faults.add(Fault::new(field("regions"), FaultCode::NotOffered).fact("value", foreign));
    }
}

/// Whether a region (GB/T 2260) contains another: 330000 covers 330100, 330100 covers 330106.
pub(in crate::access) fn covers(region: &str, inner: &str) -> bool {
    let stem = region.trim_end_matches("00");
    inner.len() == region.len() && inner.starts_with(stem)
}

fn volume(line: &Line, field: &dyn Fn(&str) -> String, context: &Context<'_>, faults: &mut Faults) {
    typed(&field("volume"), &line.volume, context, faults);
    typed(&field("volume_unit"), &line.volume_unit, context, faults);
    if !line.volume_unit.trim().is_empty() && VolumeUnit::from_code(&line.volume_unit).is_none() {
        faults.put(field("volume_unit"), FaultCode::NotOffered);
    }
}

fn scenario(line: &Line, form: &Form, field: &dyn Fn(&str) -> String, faults: &mut Faults) {
    if line.scenario.trim().is_empty() {
        faults.put(field("scenario"), FaultCode::Required);
    } else if !whole(&line.scenario).is_some_and(|n| n >= 1 && n <= form.scenarios.len() as u64) {
        faults.put(field("scenario"), FaultCode::NotOffered);
    }
}

/// C2-11: what is flagged in the catalogue cannot be declared harmless.
fn sensitive(
    line: &Line,
    offered: &Offered,
    field: &dyn Fn(&str) -> String,
    context: &Context<'_>,
    faults: &mut Faults,
) {
    let asked = |item: &&super::form::OfferedItem| line.items.contains(&item.name);
    let flagged = offered.items.iter().filter(asked).any(|item| item.sensitive && !item.treated);
    match line.sensitive.as_str() {
        "yes" => {
            if line.consent.trim().is_empty() {
                faults.put(field("consent"), FaultCode::Required);
            } else if !["now", "per-call", "treatment"].contains(&line.consent.as_str()) {
                faults.put(field("consent"), FaultCode::NotOffered);
            } else if line.consent == "per-call"
                && line.mode().is_some_and(|mode| mode != DeliveryMode::AuthorisedQuery)
            {
                // One reference cannot stand for everybody in a file.
                faults.add(Fault::new(field("consent"), FaultCode::Mismatch).fact("other", "mode"));
            }
            typed(&field("consent_plan"), &line.consent_plan, context, faults);
        }
        "no" if flagged => faults.add(Fault::new(field("sensitive"), FaultCode::Mismatch).fact("other", "items")),
        "no" => {}
        "" => faults.put(field("sensitive"), FaultCode::Required),
        _ => faults.put(field("sensitive"), FaultCode::NotOffered),
    }
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn c2_a_region_covers_those_inside_it() {
        assert!(covers("330000", "330106") && covers("330100", "330106") && covers("330106", "330106"));
        assert!(!covers("330100", "330206") && !covers("330106", "330100") && !covers("330000", "3301"));
        assert!(covers("000000", "530000"), "the whole country");
    }
}
