//! Running a search: strict first, then forgiving, always with honest counts.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use tantivy::query::{AllQuery, EnableScoring, Query};

use crate::analysis::UnitKind;
use crate::columns::position_of;
use crate::correct::{correct, syllables};
use crate::fields::Fields;
use crate::help::Alternative;
use crate::highlight::Highlighter;
use crate::index::Generation;
use crate::query::{Builder, Matcher, Parsed, Statistics, parse};
use crate::rank::{AGE_NAMES, AGES, Counts, Found, Pass, Plan};
use crate::snapshot::{Lookup, Snapshot};
use crate::{Analyzer, Error, Facet, Facets, Hit, Index, Interpretation, Scope, SearchHits, SearchRequest};

/// Hits a page at most.
const MAX_PER_PAGE: usize = 100;
/// Hits that can be paged through.
const MAX_WINDOW: usize = 200_000;
/// Below so many hits a better spelling is offered.
const FEW: u64 = 5;

/// Everything a search reads, taken once so that it is consistent.
pub(crate) struct View {
    pub generation: Arc<Generation>,
    pub snapshot: Arc<Snapshot>,
    pub lookup: Arc<Lookup>,
}

impl View {
    pub fn of(index: &Index) -> View {
        let generation = index.live();
        View { snapshot: generation.snapshot(), lookup: generation.lookup(), generation }
    }

    pub fn fields(&self) -> &Fields {
        &self.generation.fields
    }

    pub fn analyzer(&self) -> &Analyzer {
        &self.generation.analyzer
    }

    pub fn builder(&self, scope: Scope) -> Builder<'_> {
        Builder {
            analyzer: self.analyzer(),
            fields: self.fields(),
            searcher: &self.snapshot.searcher,
            vocabulary: &self.lookup.vocabulary,
            scope,
        }
    }

    pub fn run(&self, query: &dyn Query, plan: Arc<Plan>) -> Result<Found, Error> {
        let pass = Pass { snapshot: self.snapshot.clone(), plan };
        let statistics = Statistics::new(&self.snapshot.searcher, self.fields(), self.analyzer());
        Ok(self.snapshot.searcher.search_with_statistics_provider(query, &pass, &statistics)?)
    }

    /// Datasets that match strictly, within the filters of the request.
    pub fn count(&self, parsed: &Parsed, request: &SearchRequest, scope: Scope) -> Result<u64, Error> {
        let mut plan = self.plan(request, true);
        (plan.keep, plan.count) = (0, false);
        let query = self.builder(scope).query(parsed, None)?;
        Ok(self.run(query.as_ref(), Arc::new(plan))?.total)
    }

    pub fn plan(&self, request: &SearchRequest, scored: bool) -> Plan {
        let per_page = request.per_page.min(MAX_PER_PAGE);
        let accept = std::array::from_fn(|column| {
            let wanted = request.filters.get(&Facet::STORED[column]).filter(|wanted| !wanted.is_empty())?;
            let dictionary = &self.snapshot.dictionaries[column];
            let wanted: Vec<u32> = wanted.iter().filter_map(|value| dictionary.value(value)).collect();
            Some(dictionary.sets.iter().map(|set| set.iter().any(|value| wanted.contains(value))).collect())
        });
        let accept_age = request.filters.get(&Facet::Updated).filter(|wanted| !wanted.is_empty()).map(|wanted| {
            let mut ages = [false; AGES];
            for value in wanted {
                match AGE_NAMES.iter().position(|name| name == value) {
                    Some(3) => ages[3] = true,
                    Some(upto) => ages[..=upto].fill(true),
                    None => {}
                }
            }
            ages
        });
        Plan {
            accept,
            accept_age,
            today: i32::try_from(request.today).unwrap_or(i32::MAX),
            sort: request.sort,
            keep: if per_page == 0 { 0 } else { request.page.max(1).saturating_mul(per_page).min(MAX_WINDOW) },
            count: request.facets == Facets::All,
            scored,
        }
    }

    /// The clauses that match nothing by themselves.
    pub fn misses(&self, parsed: &Parsed, scope: Scope) -> Result<Vec<bool>, Error> {
        let builder = self.builder(scope);
        parsed
            .clauses
            .iter()
            .map(|clause| {
                let weight =
                    builder.clause(clause)?.weight(EnableScoring::disabled_from_searcher(&self.snapshot.searcher))?;
                for segment in self.snapshot.searcher.segment_readers() {
                    if weight.count(segment)? > 0 {
                        return Ok(false);
                    }
                }
                Ok(true)
            })
            .collect()
    }

    /// A corrected query that matches something, with what it was parsed to.
    pub fn corrected(&self, q: &str, parsed: &Parsed, scope: Scope) -> Result<Option<(String, Parsed)>, Error> {
        let misses = self.misses(parsed, scope)?;
        let q = correct(self.analyzer(), &self.lookup.vocabulary, q, parsed, &misses);
        Ok(q.map(|q| {
            let parsed = parse(self.analyzer(), &q, false);
            (q, parsed)
        }))
    }

    fn facets(&self, request: &SearchRequest, counts: &Counts) -> BTreeMap<Facet, Vec<(String, u64)>> {
        let mut facets = BTreeMap::new();
        for facet in Facet::ALL {
            let mut values: Vec<(String, u64)> = if facet == Facet::Updated {
                let within = |upto: usize| counts.ages[..=upto].iter().copied().map(u64::from).sum();
                let ages = [within(0), within(1), within(2), u64::from(counts.ages[3])];
                AGE_NAMES.iter().map(|name| (*name).to_owned()).zip(ages).filter(|(_, count)| *count > 0).collect()
            } else {
                let column = position_of(facet);
                let dictionary = &self.snapshot.dictionaries[column];
                let mut by_value = vec![0u64; dictionary.values.len()];
                for (set, count) in counts.sets[column].iter().enumerate().filter(|(_, count)| **count > 0) {
                    for value in dictionary.sets[set].iter() {
                        by_value[*value as usize] += u64::from(*count);
                    }
                }
                let named = dictionary.values.iter().map(|value| value.to_string()).zip(by_value);
                let mut values: Vec<(String, u64)> = named.filter(|(_, count)| *count > 0).collect();
                values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                values
            };
            for wanted in request.filters.get(&facet).into_iter().flatten() {
                if !values.iter().any(|(value, _)| value == wanted) {
                    values.push((wanted.clone(), 0));
                }
            }
            facets.insert(facet, values);
        }
        facets
    }

    /// Letters read as Chinese words, if that is what they were.
    fn by_pinyin(&self, parsed: &Parsed) -> Option<String> {
        let mut any = false;
        let words: Vec<String> = parsed
            .clauses
            .iter()
            .map(|clause| {
                let letters = clause.kind == UnitKind::Latin && clause.text.len() >= 4;
                let known = match &clause.matcher {
                    Matcher::Word(_) if letters && clause.synonyms.is_empty() => {
                        self.lookup.vocabulary.read_as(&clause.text)
                    }
                    _ => None,
                };
                any |= known.is_some();
                known.map_or_else(|| clause.text.clone(), |known| known.word.to_string())
            })
            .collect();
        any.then(|| words.join(" "))
    }

    fn hits(&self, request: &SearchRequest, parsed: &Parsed, found: &Found) -> Result<Vec<Hit>, Error> {
        let per_page = request.per_page.min(MAX_PER_PAGE);
        let skip = request.page.max(1).saturating_sub(1).saturating_mul(per_page);
        let highlighter = Highlighter::new(self.analyzer(), parsed);
        let scored = request.sort == crate::Sort::Relevance && !parsed.is_empty();
        found
            .top
            .iter()
            .skip(skip)
            .take(per_page)
            .map(|(key, segment, doc)| {
                let card = self.snapshot.card(self.fields(), tantivy::DocAddress::new(*segment, *doc))?;
                let score = if scored { f32::from_bits((key >> 32) as u32) } else { 0.0 };
                Ok(highlighter.hit(card, score))
            })
            .collect()
    }
}

impl Index {
    /// Searches the catalogue. Whatever was typed, the answer is not an error.
    ///
    /// All words must match, in any of the texts of a dataset; words of the same meaning count as the word. If nothing
    /// matches, a misspelt or misheard word is corrected ([`Interpretation::Corrected`]); if that does not help and three
    /// words or more were typed, most of them suffice ([`Interpretation::Relaxed`]).
    ///
    /// # Errors
    /// [`Error::Engine`] if the index cannot be read.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchHits, Error> {
        let began = Instant::now();
        let view = View::of(self);
        finish(&view, request, view.ranked(request, None)?, began)
    }

    /// Codes of the first `most` datasets that [`Index::search`] finds, in its order: one pass, without counts and
    /// highlights. For lists that are taken away whole; page and size of the request are not read.
    ///
    /// # Errors
    /// [`Error::Engine`] if the index cannot be read.
    pub fn codes(&self, request: &SearchRequest, most: usize) -> Result<Vec<String>, Error> {
        let view = View::of(self);
        let request = SearchRequest { facets: Facets::None, ..request.clone() };
        let ranked = view.ranked(&request, Some(most.min(MAX_WINDOW)))?;
        let code = |(_, segment, doc): &(u64, u32, u32)| {
            Ok(view.snapshot.card(view.fields(), tantivy::DocAddress::new(*segment, *doc))?.code)
        };
        ranked.found.top.iter().map(code).collect()
    }
}

/// What was found, and how the words were taken.
struct Ranked {
    found: Found,
    parsed: Parsed,
    interpretation: Interpretation,
    did_you_mean: Option<Alternative>,
    /// Letters that were read as syllables.
    spelt: Option<String>,
}

impl View {
    /// Strict first, then forgiving. `keep`: hits to keep instead of those up to the page asked for.
    fn ranked(&self, request: &SearchRequest, keep: Option<usize>) -> Result<Ranked, Error> {
        let mut parsed = parse(self.analyzer(), &request.q, false);
        let mut plan = self.plan(request, !parsed.is_empty());
        plan.keep = keep.unwrap_or(plan.keep);
        if parsed.is_empty() {
            let found = browse(self, request, plan)?;
            let interpretation = Interpretation::AsTyped;
            return Ok(Ranked { found, parsed, interpretation, did_you_mean: None, spelt: None });
        }
        let spelt = syllables(&self.lookup.vocabulary, &request.q, &parsed);
        if let Some(spelt) = &spelt {
            parsed = parse(self.analyzer(), spelt, false);
        }
        let plan = Arc::new(plan);
        let builder = self.builder(request.scope);
        let strict =
            |parsed: &Parsed| -> Result<Found, Error> { self.run(builder.query(parsed, None)?.as_ref(), plan.clone()) };
        let mut found = strict(&parsed)?;
        let mut interpretation = Interpretation::AsTyped;
        let mut did_you_mean = None;
        if found.unfiltered == 0 {
            let split = parse(self.analyzer(), spelt.as_ref().unwrap_or(&request.q), true);
            if split != parsed {
                let again = strict(&split)?;
                if again.unfiltered > 0 {
                    (found, parsed) = (again, split);
                }
            }
        }
        if found.unfiltered < FEW
            && let Some((q, corrected)) =
                self.corrected(spelt.as_ref().unwrap_or(&request.q), &parsed, request.scope)?
        {
            let again = strict(&corrected)?;
            if found.unfiltered == 0 && again.unfiltered > 0 {
                (found, parsed) = (again, corrected);
                interpretation = Interpretation::Corrected { q };
            } else if again.unfiltered > found.unfiltered * 3 {
                did_you_mean = Some(Alternative { text: q.clone(), q, count: again.total });
            }
        }
        let of = parsed.required();
        if found.unfiltered == 0 && of >= 3 {
            let required = of - (of / 3).max(1);
            let query = builder.query(&parsed, Some(required))?;
            let again = self.run(query.as_ref(), plan.clone())?;
            if again.unfiltered > 0 {
                found = again;
                interpretation = Interpretation::Relaxed { required, of };
            }
        }
        Ok(Ranked { found, parsed, interpretation, did_you_mean, spelt })
    }
}

fn finish(view: &View, request: &SearchRequest, ranked: Ranked, began: Instant) -> Result<SearchHits, Error> {
    let Ranked { found, parsed, interpretation, did_you_mean, spelt } = ranked;
    let read_as = || spelt.or_else(|| view.by_pinyin(&parsed));
    Ok(SearchHits {
        total: found.total,
        unfiltered: found.unfiltered,
        hits: view.hits(request, &parsed, &found)?,
        facets: found.counts.as_ref().map(|counts| view.facets(request, counts)).unwrap_or_default(),
        by_pinyin: if found.total > 0 { read_as() } else { None },
        interpretation,
        did_you_mean,
        took: began.elapsed(),
    })
}

/// All datasets. Without filters the counts are those of the whole catalogue and kept for the day.
fn browse(view: &View, request: &SearchRequest, mut plan: Plan) -> Result<Found, Error> {
    let unfiltered = request.filters.values().all(Vec::is_empty);
    let mut kept = None;
    if plan.count && unfiltered {
        let browse = view.snapshot.browse.lock().unwrap_or_else(PoisonError::into_inner);
        kept = browse.as_ref().filter(|(day, _)| *day == request.today).map(|(_, counts)| counts.clone());
        plan.count = kept.is_none();
    }
    let counted = plan.count;
    let mut found = view.run(&AllQuery, Arc::new(plan))?;
    if kept.is_some() {
        found.counts = kept;
    } else if counted && unfiltered {
        let mut browse = view.snapshot.browse.lock().unwrap_or_else(PoisonError::into_inner);
        *browse = found.counts.clone().map(|counts| (request.today, counts));
    }
    Ok(found)
}
