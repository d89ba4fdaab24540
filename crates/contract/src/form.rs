//! What a form sends, and what comes back when it is refused: everything typed, and every fault at once.
use crate::Refusal;
use bytes::Bytes;

/// A file in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Name of the control.
    pub field: String,
    /// Name on the sender's machine, without folders.
    pub name: String,
    /// What the browser says it is: never trusted.
    pub media: String,
    pub bytes: Bytes,
}

/// A decoded form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormData {
    pub fields: Vec<(String, String)>,
    pub files: Vec<Upload>,
}

impl FormData {
    /// First value of a field, spaces around it taken off; empty if it is not there.
    pub fn text(&self, name: &str) -> String {
        self.raw(name).trim().to_owned()
    }

    /// First value of a field exactly as sent: for passwords.
    pub fn raw(&self, name: &str) -> &str {
        self.fields.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }

    /// Value of a field that may be left empty.
    pub fn optional(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// All values of a repeatable field.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.fields.iter().filter(|(n, _)| n == name).map(|(_, v)| v.trim().to_owned()).collect()
    }

    /// Whether a checkbox was ticked or a button of this name pressed.
    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(n, _)| n == name)
    }

    /// Files of a control; an empty file input sends none.
    pub fn uploads(&self, field: &str) -> impl Iterator<Item = &Upload> {
        self.files.iter().filter(move |file| file.field == field)
    }
}

/// A refused form: the page shows it again with status 422.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Submission {
    /// What was typed; secrets are not repeated (see [`Submission::of`]).
    pub values: Vec<(String, String)>,
    /// Every fault, in the order of the page; those with a field link to it.
    pub errors: Vec<Refusal>,
}

impl Submission {
    /// A refused form. Fields whose name contains `password` or `code` are never sent back.
    pub fn of(form: &FormData, errors: Vec<Refusal>) -> Self {
        let secret = |name: &str| name.contains("password") || name.contains("code");
        let values = form.fields.iter().filter(|(name, _)| !secret(name)).cloned().collect();
        Self { values, errors }
    }

    /// What was typed into a field.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The first fault of a field.
    pub fn error(&self, name: &str) -> Option<&Refusal> {
        self.errors.iter().find(|error| error.field.as_deref() == Some(name))
    }
}
