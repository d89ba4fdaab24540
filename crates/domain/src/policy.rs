//! Who may do what: one `authorize` for pages, REST and downloads.

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Anybody.
    Anonymous,
    /// The command line on the portal's own machine.
    Operator,
}
