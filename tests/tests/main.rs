//! Requirements, shown through public HTTP: one module a subject, names begin with the requirement.
mod datasets;
mod downloads;
mod fixture;
mod http;
mod imports;
mod search;
mod tables;
