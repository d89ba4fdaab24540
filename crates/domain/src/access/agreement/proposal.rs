//! Several who propose the blanks, and one who settles them: with two or more publishers the authority does.
use super::blanks::Terms;

impl Terms {
    /// What bodies proposed, each by its name, as one text to be settled: where they agree or one alone spoke, that; a number on which they
    /// differ stays empty, different texts stand below one another. The representative is no proposal: each side names its own.
    #[must_use]
    pub fn merged(proposals: &[(String, Self)]) -> Self {
        Self {
            build_months: agreed(proposals, |terms| terms.build_months),
            launch_within: agreed(proposals, |terms| terms.launch_within),
            term: agreed(proposals, |terms| terms.term),
            termination_notice: agreed(proposals, |terms| terms.termination_notice),
            destroy_within: agreed(proposals, |terms| terms.destroy_within),
            destroy_mode: agreed(proposals, |terms| terms.destroy_mode),
            destroy_other: joined(proposals, |terms| &terms.destroy_other),
            use_scope: joined(proposals, |terms| &terms.use_scope),
            security_measures: joined(proposals, |terms| &terms.security_measures),
            rep_a: String::new(),
        }
    }

    /// These, and from others what is empty here.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let text = |ours: String, other: String| if ours.trim().is_empty() { other } else { ours };
        Self {
            build_months: self.build_months.or(other.build_months),
            launch_within: self.launch_within.or(other.launch_within),
            term: self.term.or(other.term),
            termination_notice: self.termination_notice.or(other.termination_notice),
            destroy_within: self.destroy_within.or(other.destroy_within),
            destroy_mode: self.destroy_mode.or(other.destroy_mode),
            destroy_other: text(self.destroy_other, other.destroy_other),
            use_scope: text(self.use_scope, other.use_scope),
            security_measures: text(self.security_measures, other.security_measures),
            rep_a: text(self.rep_a, other.rep_a),
        }
    }
}

/// The value of everybody who named one, where it is the same.
fn agreed<T: PartialEq>(proposals: &[(String, Terms)], value: impl Fn(&Terms) -> Option<T>) -> Option<T> {
    let mut named = proposals.iter().filter_map(|(_, terms)| value(terms));
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

/// A text of everybody who wrote one; different ones with their names.
fn joined(proposals: &[(String, Terms)], text: impl Fn(&Terms) -> &str) -> String {
    let written: Vec<_> =
        proposals.iter().map(|(name, terms)| (name, text(terms).trim())).filter(|(_, text)| !text.is_empty()).collect();
    match written.first() {
        Some((_, first)) if written.iter().all(|(_, text)| text == first) => (*first).to_owned(),
        Some(_) => written.iter().map(|(name, text)| format!("{name}：{text}")).collect::<Vec<_>>().join("\n"),
        None => String::new(),
    }
}
