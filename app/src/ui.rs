//! The design system: the frame of every page and the parts pages are made of. All of it is complete without
//! JavaScript; what an island adds is in [`crate::islands`].
//!
//! [`crate::page::render`] puts the `Locale` and an `Arc<PageCtx>` into the Leptos context; components take language,
//! wording and addresses of files from there. Outside of a request (a test of one component) it is Chinese and empty.
pub mod highlight;

macro_rules! native {
    ($($name:ident),+ $(,)?) => {
        $(
            #[cfg(feature = "ssr")]
            pub mod $name;
            #[cfg(feature = "ssr")]
            pub use $name::*;
        )+
    };
}
native!(
    badge, card, code, context, dataset, facets, form, frame, icon, labels, messages, pagination, raw, search_box,
    states, table, tabs, text, tile,
);
/// Parts of the pages of a case; their names are those of the contract, so they are not brought in here.
#[cfg(feature = "ssr")]
pub mod case;
pub use highlight::*;
