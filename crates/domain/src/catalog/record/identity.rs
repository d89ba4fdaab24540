//! Which entry a record belongs to when its key has taken another form. A record without an id is known by its landing page if no other
//! record of the file has it, else by its name within its publisher. So the form of the key depends on the neighbours: a page that begins or
//! stops being repeated, or a record that comes alone in a smaller file, would enter as new.
use super::Scan;

/// Between the parts of a source key.
pub const SEPARATOR: char = '\u{1f}';

/// An entry of the same name and publisher as the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namesake {
    /// Source key with its portal in front.
    pub source_key: String,
    pub landing_page: Option<String>,
}

/// What a source key without its portal is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Id,
    Page,
    Name,
}

fn form(own_key: &str) -> Option<Form> {
    match own_key.split_once(SEPARATOR)?.0 {
        "id" => Some(Form::Id),
        "url" => Some(Form::Page),
        "name" => Some(Form::Name),
        _ => None,
    }
}

/// Whether a key depends on the other records of the file. An id does not.
pub fn depends_on_neighbours(own_key: &str) -> bool {
    matches!(form(own_key), Some(Form::Page | Form::Name))
}

/// The source key of the entry that this record is, if that is another one than its own key says:
/// 1. the entry of the same name that has the same landing page, whichever of the two its key is made of;
/// 2. for a record known by its page: the entry known by the same name alone;
/// 3. for a record known by its name: the only entry of this name that is known by a page, unless that page stands at another record of
///    the file.
///
/// Two entries that fit are told apart by nothing; then the record stands for itself. `own_key` is without portal, `namesakes` are entries
/// with the record's publisher and title.
pub fn entry_of<'a>(
    portal: &str,
    own_key: &str,
    landing_page: Option<&str>,
    namesakes: &'a [Namesake],
    scan: &Scan,
) -> Option<&'a str> {
    let form_of = |entry: &Namesake| {
        let own = entry.source_key.strip_prefix(portal)?.strip_prefix(SEPARATOR)?;
        form(own).filter(|form| *form != Form::Id)
    };
    let known: Vec<(&Namesake, Form)> = namesakes.iter().filter_map(|e| Some((e, form_of(e)?))).collect();
    let only = |fits: &dyn Fn(&Namesake, Form) -> bool| {
        let mut fitting = known.iter().filter(|(entry, form)| fits(entry, *form));
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first.0)
    };
    let is_own = |entry: &Namesake| {
        entry.source_key.strip_prefix(portal).and_then(|k| k.strip_prefix(SEPARATOR)) == Some(own_key)
    };
    let same_page = |entry: &Namesake, _| landing_page.is_some() && entry.landing_page.as_deref() == landing_page;
    let found = match form(own_key)? {
        Form::Id => None,
        Form::Page => only(&same_page).or_else(|| {
            if known.iter().any(|(entry, _)| same_page(entry, Form::Page) || is_own(entry)) {
                return None;
            }
            only(&|_, form| form == Form::Name)
        }),
        Form::Name => only(&same_page).or_else(|| {
            if known.iter().any(|(entry, form)| *form == Form::Name || same_page(entry, *form)) {
                return None;
            }
            let elsewhere = |entry: &Namesake| entry.landing_page.as_deref().is_some_and(|page| scan.has_page(page));
            only(&|entry, form| form == Form::Page && !elsewhere(entry))
        }),
    };
    found.filter(|entry| !is_own(entry)).map(|entry| entry.source_key.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PORTAL: &str = "p";
    const NAME: &str = "name\u{1f}市交通局\u{1f}330100\u{1f}停车场";

    fn entry(own: &str, page: Option<&str>) -> Namesake {
        Namesake { source_key: format!("{PORTAL}\u{1f}{own}"), landing_page: page.map(str::to_owned) }
    }

    fn find<'a>(own: &str, page: Option<&str>, known: &'a [Namesake], in_file: &[&str]) -> Option<&'a str> {
        let mut scan = Scan::default();
        for page in in_file {
            scan.line(&format!("{{\"portal\":\"p\",\"landing_page\":\"{page}\"}}"));
        }
        entry_of(PORTAL, own, page, known, &scan).map(|key| key.strip_prefix("p\u{1f}").expect("the portal"))
    }

    #[test]
    fn a_page_that_begins_or_stops_being_repeated_changes_no_identity() {
        let by_page = [entry("url\u{1f}https://a/1", Some("https://a/1"))];
        assert_eq!(find(NAME, Some("https://a/1"), &by_page, &["https://a/1"; 2]), Some("url\u{1f}https://a/1"));
        let by_name = [entry(NAME, Some("https://a/1"))];
        assert_eq!(find("url\u{1f}https://a/1", Some("https://a/1"), &by_name, &["https://a/1"]), Some(NAME));
        assert_eq!(find(NAME, Some("https://a/1"), &by_name, &["https://a/1"; 2]), None, "its own key says so");
    }

    #[test]
    fn pages_come_go_and_change() {
        let by_name = [entry(NAME, None)];
        assert_eq!(find("url\u{1f}https://a/1", Some("https://a/1"), &by_name, &["https://a/1"]), Some(NAME));
        let by_page = [entry("url\u{1f}https://a/1", Some("https://a/1"))];
        assert_eq!(find(NAME, None, &by_page, &[]), Some("url\u{1f}https://a/1"));
        assert_eq!(find(NAME, None, &by_page, &["https://a/1"]), None, "that page stands at another record");
        assert_eq!(find("url\u{1f}https://a/2", Some("https://a/2"), &by_page, &["https://a/2"]), None, "another page");
    }

    #[test]
    fn what_is_told_apart_by_nothing_stands_for_itself() {
        let two =
            [entry("url\u{1f}https://a/1", Some("https://a/1")), entry("url\u{1f}https://a/2", Some("https://a/2"))];
        assert_eq!(find(NAME, None, &two, &[]), None);
        assert_eq!(find("url\u{1f}https://a/2", Some("https://a/2"), &two, &["https://a/2"]), None, "its own key");
        let id = [entry("id\u{1f}7", Some("https://a/1"))];
        assert_eq!(find(NAME, Some("https://a/1"), &id, &[]), None, "an id is never given up");
        assert_eq!(find("id\u{1f}8", Some("https://a/1"), &two, &[]), None);
        let elsewhere = [Namesake { source_key: format!("q\u{1f}{NAME}"), landing_page: None }];
        assert_eq!(find("url\u{1f}https://a/1", Some("https://a/1"), &elsewhere, &[]), None, "another portal");
    }
}
