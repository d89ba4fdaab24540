//! Requirements, shown through public HTTP: one module a subject, names begin with the requirement.
mod accounts;
mod audit;
mod complaints;
mod datasets;
mod directory;
mod downloads;
mod fixture;
mod http;
mod imports;
mod notices;
mod own;
mod regulation;
mod roles;
mod routes;
mod search;
mod tables;
mod tidy;
