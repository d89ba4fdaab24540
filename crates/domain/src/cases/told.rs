//! Whom an event of a case is told.
use uuid::Uuid;

/// Who is told. Never the body complained about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The party that filed it.
    Reporter,
    /// The people of a body who handle cases; the person in charge alone, once there is one.
    Body(Uuid),
}
