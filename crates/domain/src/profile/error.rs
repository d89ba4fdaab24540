//! What can be wrong with a profile: which file, which key, what was expected.
use std::fmt;
use thiserror::Error;

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}: {}{problem}", if key.is_empty() { String::new() } else { format!("{key}: ") })]
pub struct ProfileError {
    /// The file, or the id of the profile, that holds the value.
    pub file: String,
    /// Dotted key; empty when the problem is the whole text.
    pub key: String,
    /// What is wrong.
    pub problem: Problem,
}

/// Kinds of problem.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    /// Not TOML, or a key or value of the wrong form.
    #[error("{0}")]
    Syntax(String),
    /// The profile inherited from was not given.
    #[error("inherits `{0}`, which is not among the profiles")]
    UnknownParent(String),
    /// The inheritance runs in a circle or too deep.
    #[error("inherits itself by way of `{0}`")]
    Circle(String),
    /// Two texts with one id.
    #[error("the id `{0}` is used by another file too")]
    DuplicateId(String),
    /// A key of `absent` that the inherited profile does not have.
    #[error("declared absent, but the inherited profile has no such key")]
    NothingToRemove,
    /// A rule about values is broken.
    #[error("expected {expected}, found {found}")]
    Value {
        /// What was expected.
        expected: String,
        /// What was found.
        found: String,
    },
}

impl ProfileError {
    pub(super) fn syntax(file: &str, message: String) -> Self {
        Self::at(file, "", Problem::Syntax(message))
    }

    pub(super) fn at(file: &str, key: &str, problem: Problem) -> Self {
        Self { file: file.to_owned(), key: key.to_owned(), problem }
    }

    /// Stable error code, kebab-case.
    pub const fn code(&self) -> &'static str {
        match self.problem {
            Problem::Syntax(_) => "profile-syntax",
            Problem::UnknownParent(_) => "profile-unknown-parent",
            Problem::Circle(_) => "profile-inherits-itself",
            Problem::DuplicateId(_) => "profile-duplicate-id",
            Problem::NothingToRemove => "profile-nothing-to-remove",
            Problem::Value { .. } => "profile-value",
        }
    }
}

/// All problems found; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileErrors(pub Vec<ProfileError>);

impl fmt::Display for ProfileErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ProfileErrors {}

impl From<ProfileError> for ProfileErrors {
    fn from(error: ProfileError) -> Self {
        Self(vec![error])
    }
}
