//! The shape of a mapping file: reviewed patterns, first match wins.
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

/// Why a mapping file cannot be used. Files are shipped and tested; an operator's own copy may still be wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// Not TOML, or not of this shape.
    #[error("mapping {file}: {reason}")]
    Syntax { file: &'static str, reason: String },
    /// A code that its code list does not have.
    #[error("mapping {file}: unknown code {code}")]
    UnknownCode { file: &'static str, code: String },
    /// A rule that names no code or no pattern.
    #[error("mapping {file}: rule {rule} names no code or no pattern")]
    EmptyRule { file: &'static str, rule: usize },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    code: Option<String>,
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    equals: Vec<String>,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    ends: Vec<String>,
    #[serde(default)]
    contains: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    placeholders: Vec<String>,
    #[serde(default)]
    separators: Vec<String>,
    #[serde(default)]
    cut_at: Vec<String>,
    #[serde(default)]
    order: Vec<String>,
    #[serde(default)]
    format: std::collections::BTreeMap<String, Vec<String>>,
    #[serde(default)]
    rule: Vec<RawRule>,
}

#[derive(Clone, Debug)]
struct Rule<C> {
    codes: Vec<C>,
    equals: Vec<String>,
    starts: Vec<String>,
    ends: Vec<String>,
    contains: Vec<String>,
}

/// What one spelling means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning<'a, C> {
    /// A rule names it.
    Codes(&'a [C]),
    /// Empty, 暂无, null …: the source says nothing.
    Nothing,
    /// Something, but no rule knows it.
    Unknown,
}

/// One mapping file, ready for look-ups.
#[derive(Clone, Debug)]
pub struct Rules<C> {
    placeholders: Vec<String>,
    separators: Vec<String>,
    cut_at: Vec<String>,
    rules: Vec<Rule<C>>,
    /// Codes of `order`, as written.
    pub(super) order: Vec<String>,
    /// The table `[format]`, as written.
    pub(super) format: std::collections::BTreeMap<String, Vec<String>>,
}

/// The form in which spellings are compared: NFKC, lower case, no white space or control characters.
pub fn fold(value: &str) -> String {
    value.nfkc().filter(|c| !c.is_whitespace() && !c.is_control()).flat_map(char::to_lowercase).collect()
}

impl<C: Copy> Rules<C> {
    pub(super) fn parse(
        file: &'static str,
        text: &str,
        from_code: impl Fn(&str) -> Option<C>,
    ) -> Result<Self, MappingError> {
        let raw: RawFile = toml::from_str(text).map_err(|e| MappingError::Syntax { file, reason: e.to_string() })?;
        let folded = |list: Vec<String>| list.iter().map(|s| fold(s)).collect::<Vec<_>>();
        let mut rules = Vec::with_capacity(raw.rule.len());
        for (at, rule) in raw.rule.into_iter().enumerate() {
            let mut codes = Vec::new();
            for code in rule.code.into_iter().chain(rule.codes) {
                codes.push(from_code(&code).ok_or(MappingError::UnknownCode { file, code })?);
            }
            let rule = Rule {
                codes,
                equals: folded(rule.equals),
                starts: folded(rule.starts),
                ends: folded(rule.ends),
                contains: folded(rule.contains),
            };
            let patterns = [&rule.equals, &rule.starts, &rule.ends, &rule.contains];
            // An empty pattern would fit everything.
            if rule.codes.is_empty()
                || patterns.iter().all(|p| p.is_empty())
                || patterns.iter().any(|p| p.iter().any(String::is_empty))
            {
                return Err(MappingError::EmptyRule { file, rule: at + 1 });
            }
            rules.push(rule);
        }
        Ok(Self {
            placeholders: folded(raw.placeholders),
            separators: raw.separators,
            cut_at: folded(raw.cut_at),
            rules,
            order: raw.order,
            format: raw.format,
        })
    }

    /// What a single spelling means.
    pub fn meaning(&self, value: &str) -> Meaning<'_, C> {
        let mut value = fold(value);
        for cut in &self.cut_at {
            if let Some(at) = value.find(cut.as_str()) {
                value.truncate(at);
            }
        }
        if value.is_empty() || self.placeholders.contains(&value) {
            return Meaning::Nothing;
        }
        let fits = |rule: &&Rule<C>| {
            rule.equals.contains(&value)
                || rule.starts.iter().any(|p| value.starts_with(p.as_str()))
                || rule.ends.iter().any(|p| value.ends_with(p.as_str()))
                || rule.contains.iter().any(|p| value.contains(p.as_str()))
        };
        self.rules.iter().find(fits).map_or(Meaning::Unknown, |rule| Meaning::Codes(&rule.codes))
    }

    /// The parts of a value that may name several things.
    pub fn parts<'v>(&self, value: &'v str) -> Vec<&'v str> {
        let mut parts = vec![value];
        for separator in self.separators.iter().filter(|s| !s.is_empty()) {
            parts = parts.into_iter().flat_map(|part| part.split(separator.as_str())).collect();
        }
        parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
    }
}
