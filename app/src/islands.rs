//! The only code that runs in the browser. Server HTML is complete; an island makes it better in place, moves nothing
//! that is there, and receives its words translated. No `Resource`, no `ErrorBoundary` (see docs/ARCHITECTURE.md).
mod browser;
mod copy;
mod filters;
#[cfg(feature = "forms")]
mod forms;
mod shortcuts;
mod suggest;

pub use copy::*;
pub use filters::*;
#[cfg(feature = "forms")]
pub use forms::*;
pub use shortcuts::*;
pub use suggest::*;
