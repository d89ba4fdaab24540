//! Applying for restricted data over HTTP (B09 step 1, B11; R-050… …R-075, C-18, S07, S09, S12): as the company, its colleague and
//! strangers do it, without JavaScript.
mod again;
mod eligibility;
mod filing;
mod kept;
mod natural;
mod pages;
mod papers;
mod parties;
mod saving;
mod stops;
pub mod support;
mod unincorporated;
