//! Small values that several view models share.
use serde::{Deserialize, Serialize};

/// A code of a code list with its label in the reader's language and the profile's wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Coded {
    pub value: String,
    pub label: String,
}

/// Byte ranges `[from, to)` of a text that matched, in order, not overlapping, on character boundaries.
pub type Ranges = Vec<(u32, u32)>;

/// A text with its hits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Marked {
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Vec<u32>>))]
    pub ranges: Ranges,
}

/// A body where only its name and address are needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BodyRef {
    pub code: String,
    pub name: String,
}
