//! How the state of a procedure is kept: its serde form, with the number of the schema beside it.
use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

/// A stored state that cannot be read.
#[derive(Debug, Error)]
pub enum StoredError {
    /// Written by a newer version of the portal.
    #[error("schema {0} is newer than this program: start the version that wrote it, or a later one")]
    Newer(i64),
    /// No state of this procedure.
    #[error("stored state: {0}")]
    Unreadable(#[from] serde_json::Error),
}

/// The state of a procedure, as it is kept with its case.
pub trait Stored: Serialize + DeserializeOwned {
    /// Version of what [`Self::to_stored`] writes. Raise it with every change that an older reader would misread, and keep reading the older ones.
    const SCHEMA: i64;

    /// The stored form; its schema is [`Self::SCHEMA`].
    ///
    /// # Errors
    /// None is known for the types of this crate.
    fn to_stored(&self) -> Result<String, StoredError> {
        Ok(serde_json::to_string(self)?)
    }

    /// Reads the stored form of any schema so far.
    ///
    /// # Errors
    /// A newer schema, or a text that is none.
    fn from_stored(schema: i64, text: &str) -> Result<Self, StoredError> {
        if schema > Self::SCHEMA {
            return Err(StoredError::Newer(schema));
        }
        Ok(serde_json::from_str(text)?)
    }
}
