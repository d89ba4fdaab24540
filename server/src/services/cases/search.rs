//! What a queue is asked for: filters are the database's work, page by page. Words are compared here, because titles are sealed: all of them,
//! the newest first, until the limit of time, which the page then says.
use super::{internal, subject, view};
use crate::portal::Core;
use contract::cases::{QueueQuery, QueueTab};
use contract::{Caller, PortResult};
use domain::account::{Role, SignedIn};
use domain::calendar::{Start, day_ends_at, due};
use domain::cases::CaseKind;
use domain::profile::Strength;
use std::time::{Duration, Instant};
use store::Tx;
use store::cases::{CaseRow, ClockStanding, QueueFilter, QueuePlace, Sight, TitleRow};
use uuid::Uuid;

/// Working days within which a deadline is "soon" (ui 5.7).
pub const SOON: u32 = 3;
/// Titles opened between two looks at the watch.
const BATCH: u32 = 500;

/// Longest search for words that somebody waits for.
const fn patience(core: &Core) -> Duration {
    Duration::from_secs(core.config.limits.search_seconds)
}

/// Who looks at the queue of a body.
pub struct Reader {
    pub body: Uuid,
    pub sight: Sight,
    /// The reader and those they stand in for.
    pub people: Vec<Uuid>,
}

impl Reader {
    /// The reader as they act now.
    pub async fn of(core: &Core, tx: &mut Tx, signed: &SignedIn, body: Uuid) -> PortResult<Self> {
        let roles = Role::ALL.iter().copied().filter(|role| signed.holds(*role)).collect();
        let sight = Sight { account: signed.account, parties: signed.parties.iter().copied().collect(), roles };
        Ok(Self { body, sight, people: super::desk::mine(core, tx, signed.account, body).await? })
    }
}

/// A page of what was found.
pub struct Found {
    pub rows: Vec<CaseRow>,
    pub total: u64,
    /// The search for words ended at its limit.
    pub cut_short: bool,
}

const fn tab(tab: QueueTab) -> store::cases::QueueTab {
    match tab {
        QueueTab::Mine => store::cases::QueueTab::Mine,
        QueueTab::Office => store::cases::QueueTab::Office,
        QueueTab::Waiting => store::cases::QueueTab::Waiting,
        QueueTab::Overdue => store::cases::QueueTab::Overdue,
        QueueTab::All => store::cases::QueueTab::All,
    }
}

fn strengths(binding: Option<&str>) -> &'static [Strength] {
    match binding {
        Some("hard") => &[Strength::Hard],
        Some("soft") => &[Strength::Soft],
        Some("no-number") => &[Strength::Immediate, Strength::Prompt],
        _ => &[],
    }
}

/// Whether what was typed is (the beginning of) a number: the database finds it then. Anything else may be words of a title too.
fn part_of_number(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_uppercase();
    let (kind, rest) = text.split_at_checked(2)?;
    let plain = rest.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    (CaseKind::from_code(kind).is_some() && plain && !rest.is_empty()).then_some(text)
}

/// What is asked, in the terms of the database.
struct Asked {
    owner: Option<Option<Uuid>>,
    part: Option<String>,
    /// Lower case; every one has to be there.
    words: Vec<String>,
}

impl Asked {
    fn of(query: &QueueQuery) -> Self {
        let owner = match query.owner.as_deref() {
            None => None,
            Some("none") => Some(None),
            // An id that is none finds nothing.
            Some(id) => Some(Some(Uuid::parse_str(id).unwrap_or_default())),
        };
        let text = query.text.as_deref().unwrap_or_default();
        let part = part_of_number(text);
        let words = match part {
            Some(_) => Vec::new(),
            None => text.split_whitespace().map(str::to_lowercase).collect(),
        };
        Self { owner, part, words }
    }

    fn filter<'a>(&'a self, core: &Core, reader: &'a Reader, query: &'a QueueQuery) -> PortResult<QueueFilter<'a>> {
        let now = core.clock.now();
        let soon = due(Start::Instant(now), SOON, &core.active().calendars).map_err(internal)?;
        Ok(QueueFilter {
            sight: Some(&reader.sight),
            people: &reader.people,
            kind: query.kind.as_deref(),
            owner: self.owner,
            dataset: query.dataset.as_deref(),
            strengths: strengths(query.binding.as_deref()),
            standing: query.clock.as_deref().and_then(ClockStanding::from_code),
            today_ends: day_ends_at(core.clock.today()).map_err(internal)?,
            soon_ends: soon.ends_at,
            part: self.part.as_deref(),
            ..QueueFilter::of(reader.body, tab(query.tab), now, 0)
        })
    }
}

/// One page (from 1).
pub async fn page(
    core: &Core,
    caller: &Caller,
    tx: &mut Tx,
    reader: &Reader,
    query: &QueueQuery,
    (page, per_page): (u32, u32),
) -> PortResult<Found> {
    let asked = Asked::of(query);
    let filter = asked.filter(core, reader, query)?;
    let skip = page.saturating_sub(1).saturating_mul(per_page);
    let mut found = if asked.words.is_empty() {
        let total = tx.queue_total(&filter).await.map_err(internal)?;
        let rows = tx.queue(&QueueFilter { skip, limit: per_page, ..filter }).await.map_err(internal)?;
        Found { rows, total, cut_short: false }
    } else {
        let (all, cut_short) = matching(core, tx, &filter, &asked.words, patience(core)).await?;
        let ids: Vec<_> = all.iter().skip(skip as usize).take(per_page as usize).map(|row| row.id).collect();
        Found { total: all.len() as u64, rows: tx.cases_by_ids(&ids).await.map_err(internal)?, cut_short }
    };
    // The procedures have the last word.
    found.rows.retain(|row| subject::involves(&caller.actor, row));
    Ok(found)
}

/// Where a case stands in what was asked for.
pub async fn place(
    core: &Core,
    tx: &mut Tx,
    reader: &Reader,
    query: &QueueQuery,
    number: &str,
) -> PortResult<Option<QueuePlace>> {
    let asked = Asked::of(query);
    let filter = asked.filter(core, reader, query)?;
    if asked.words.is_empty() {
        return tx.queue_place(&filter, number).await.map_err(internal);
    }
    let (all, _) = matching(core, tx, &filter, &asked.words, patience(core)).await?;
    let Some(at) = all.iter().position(|row| row.number == number) else { return Ok(None) };
    let named = |at: Option<usize>| at.and_then(|at| all.get(at)).map(|row| row.number.clone());
    let (previous, next) = (named(at.checked_sub(1)), named(Some(at + 1)));
    Ok(Some(QueuePlace { place: at as u64 + 1, total: all.len() as u64, previous, next }))
}

/// Everything that was asked for, in its order: for a file of all pages.
pub async fn all(core: &Core, tx: &mut Tx, reader: &Reader, query: &QueueQuery) -> PortResult<Vec<Uuid>> {
    let asked = Asked::of(query);
    let filter = asked.filter(core, reader, query)?;
    // Nobody waits for a file as for a page: no title is left out.
    let (all, _) = matching(core, tx, &filter, &asked.words, Duration::MAX).await?;
    Ok(all.into_iter().map(|row| row.id).collect())
}

/// Cases whose title or number has all the words, in the order of the queue; whether the limit of time came first.
async fn matching(
    core: &Core,
    tx: &mut Tx,
    filter: &QueueFilter<'_>,
    words: &[String],
    patience: Duration,
) -> PortResult<(Vec<TitleRow>, bool)> {
    let begun = Instant::now();
    let (mut found, mut before, mut cut_short) = (Vec::new(), Uuid::max(), false);
    loop {
        let rows = tx.queue_titles(filter, before, BATCH).await.map_err(internal)?;
        let Some(last) = rows.last() else { break };
        before = last.id;
        let more = rows.len() == BATCH as usize;
        for row in rows {
            if words.is_empty() || fits(&view::unsealed_title(core, row.id, &row.title)?, &row.number, words) {
                found.push(row);
            }
        }
        if more && begun.elapsed() >= patience {
            cut_short = true;
            break;
        }
    }
    found.sort_by(|one, other| one.place().cmp(&other.place()));
    Ok((found, cut_short))
}

fn fits(title: &str, number: &str, words: &[String]) -> bool {
    let (title, number) = (title.to_lowercase(), number.to_lowercase());
    words.iter().all(|word| title.contains(word.as_str()) || number.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r153_numbers_are_told_from_words() {
        assert_eq!(part_of_number("ts-2026"), Some("TS-2026".into()));
        assert_eq!(part_of_number(" SQ-20260910-0031 "), Some("SQ-20260910-0031".into()));
        for words in ["2026", "停车", "TS", "XX-2026", "TS-停车", "t", "ts 泊位"] {
            assert_eq!(part_of_number(words), None, "{words}");
        }
    }

    #[test]
    fn r153_every_word_has_to_be_in_title_or_number() {
        let words = |text: &str| Asked::of(&QueueQuery { text: Some(text.into()), ..QueueQuery::default() }).words;
        assert!(fits("停车数据 API 长期不更新", "TS-20260928-0001", &words("api 停车")));
        assert!(fits("停车数据长期不更新", "TS-20260928-0001", &words("停车 0001")));
        assert!(!fits("停车数据长期不更新", "TS-20260928-0001", &words("停车 气象")));
    }
}
