//! What a manifest must hold before anything of it is loaded.
use super::{SampleEntry, SampleError, SampleManifest, SampleProblem};
use crate::catalog::region::Regions;
use std::collections::HashSet;

pub(super) fn manifest(manifest: &SampleManifest, regions: &Regions) -> Result<(), SampleError> {
    for catalogue in &manifest.catalogues {
        let fail = |problem| SampleError::Entry { key: catalogue.path.clone(), problem };
        path(&catalogue.path).map_err(fail)?;
        not_empty("licence", &catalogue.licence).map_err(fail)?;
        not_empty("source_name", &catalogue.source_name).map_err(fail)?;
    }
    let mut keys = HashSet::new();
    for e in &manifest.entries {
        let fail = |problem| SampleError::Entry { key: e.key.clone(), problem };
        if !keys.insert(e.key.as_str()) {
            return Err(fail(SampleProblem::KeyTwice));
        }
        entry(e, regions).map_err(fail)?;
    }
    Ok(())
}

fn entry(e: &SampleEntry, regions: &Regions) -> Result<(), SampleProblem> {
    not_empty("key", &e.key)?;
    not_empty("title", &e.title)?;
    not_empty("description", &e.description)?;
    not_empty("licence", &e.licence)?;
    not_empty("source_name", &e.source_name)?;
    not_empty("publisher", &e.publisher.name)?;
    if regions.get(&e.publisher.region).is_none() {
        return Err(SampleProblem::Region(e.publisher.region.clone()));
    }
    if e.title.starts_with("示例") != e.example {
        return Err(SampleProblem::ExampleTitle);
    }
    if e.issued.zip(e.updated).is_some_and(|(issued, updated)| issued > updated) {
        return Err(SampleProblem::Dates);
    }
    if e.files.is_empty() {
        return Err(SampleProblem::NoFiles);
    }
    e.files.iter().try_for_each(|file| path(&file.path))?;
    let mut names = HashSet::new();
    match e.items.iter().find(|item| !names.insert((item.name.as_str(), item.title.as_str()))) {
        Some(item) => Err(SampleProblem::ItemTwice(item.title.clone())),
        None => Ok(()),
    }
}

fn not_empty(field: &'static str, text: &str) -> Result<(), SampleProblem> {
    if text.trim().is_empty() { Err(SampleProblem::Empty(field)) } else { Ok(()) }
}

/// Relative, forward slashes, no way up: the manifest may not reach outside its folder.
fn path(path: &str) -> Result<(), SampleProblem> {
    let good = !path.contains(['\\', ':', '\0']) && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if good { Ok(()) } else { Err(SampleProblem::Path(path.to_owned())) }
}
