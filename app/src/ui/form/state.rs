//! What a form shows: what was typed if it comes back refused, else what is known; every fault in words.
use contract::{Refusal, Submission};
use domain::locale::Locale;
use std::sync::Arc;

use crate::page::PageCtx;
use crate::pages::refusal_words;

/// An error of a field, in the words shown at the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the first control of the field; empty for a fault of the form as a whole.
    pub field: String,
    /// The words.
    pub message: String,
}

/// The state of a form: its fields with their labels, what stands in them, what is wrong with them.
#[derive(Clone, Debug, Default)]
pub struct FormState {
    locale: Locale,
    labels: Vec<(String, String)>,
    known: Vec<(String, String)>,
    sent: Option<Arc<Submission>>,
}

impl FormState {
    /// A form with its fields in the order of the page: (name, label). Labels go into the words of errors as the fact `label`.
    pub fn of<N: Into<String>, L: Into<String>>(ctx: &PageCtx, fields: impl IntoIterator<Item = (N, L)>) -> Self {
        Self {
            locale: ctx.locale,
            labels: fields.into_iter().map(|(name, label)| (name.into(), label.into())).collect(),
            known: Vec::new(),
            sent: ctx.submission.clone(),
        }
    }

    /// What stands in a field before anything was typed; several for a repeatable one.
    #[must_use]
    pub fn known(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.known.push((name.into(), value.into()));
        self
    }

    /// The same state as if nothing had been sent: for the other forms of a page that took one.
    #[must_use]
    pub fn unsent(mut self) -> Self {
        self.sent = None;
        self
    }

    /// The state of one of several forms of a page: what was sent counts only if it came from the form with this `act`.
    #[must_use]
    pub fn act(self, act: &str) -> Self {
        let own = self.sent.as_ref().is_some_and(|sent| sent.value("act") == Some(act));
        if own { self } else { self.unsent() }
    }

    /// The label of a field; its name if it has none.
    pub fn label(&self, name: &str) -> String {
        self.labels.iter().find(|(n, _)| n == name).map_or_else(|| name.to_owned(), |(_, label)| label.clone())
    }

    /// What stands in a field.
    pub fn value(&self, name: &str) -> String {
        self.values(name).into_iter().next().unwrap_or_default()
    }

    /// What stands in a repeatable field.
    pub fn values(&self, name: &str) -> Vec<String> {
        let from = self.sent.as_ref().map_or(&self.known, |sent| &sent.values);
        from.iter().filter(|(n, _)| n == name).map(|(_, value)| value.clone()).collect()
    }

    /// Whether a box is ticked, or an answer chosen.
    pub fn ticked(&self, name: &str) -> bool {
        self.values(name).iter().any(|value| !value.is_empty())
    }

    /// The first fault of a field, in words.
    pub fn error(&self, name: &str) -> Option<String> {
        self.sent.as_ref()?.error(name).map(|refusal| self.words(refusal))
    }

    /// Whether the form comes back refused.
    pub fn has_errors(&self) -> bool {
        self.sent.as_ref().is_some_and(|sent| !sent.errors.is_empty())
    }

    /// Every fault, one a field, in the order of the page; those of no field of this form first.
    pub fn errors(&self) -> Vec<FieldError> {
        let Some(sent) = &self.sent else { return Vec::new() };
        let place = |refusal: &Refusal| {
            let name = refusal.field.as_deref().unwrap_or_default();
            self.labels.iter().position(|(n, _)| n == name).map_or(0, |at| at + 1)
        };
        let mut errors: Vec<(usize, FieldError)> = Vec::new();
        for refusal in &sent.errors {
            let at = place(refusal);
            // Only the first fault of a field is shown at it; the summary says the same words.
            if at > 0 && errors.iter().any(|(other, _)| *other == at) {
                continue;
            }
            let field = if at > 0 { refusal.field.clone().unwrap_or_default() } else { String::new() };
            errors.push((at, FieldError { field, message: self.words(refusal) }));
        }
        errors.sort_by_key(|(at, _)| *at);
        errors.into_iter().map(|(_, error)| error).collect()
    }

    /// Names of the fields, in the order of the page.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().map(|(name, _)| name.as_str())
    }

    /// A fault of a field in words.
    pub fn words(&self, refusal: &Refusal) -> String {
        let mut refusal = refusal.clone();
        if let Some(name) = &refusal.field
            && let Some((_, label)) = self.labels.iter().find(|(n, _)| n == name)
        {
            refusal.facts.entry("label".to_owned()).or_insert_with(|| label.clone());
        }
        refusal_words(self.locale, &refusal)
    }
}
