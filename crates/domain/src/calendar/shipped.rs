//! The tables that come with the portal, as text; the database is the truth once it has taken them over.

/// `(year, text)` of each shipped table. 2027 is present but empty: not announced yet.
pub const SHIPPED: [(i32, &str); 4] = [
    (2024, include_str!("../../../../profiles/calendars/2024.toml")),
    (2025, include_str!("../../../../profiles/calendars/2025.toml")),
    (2026, include_str!("../../../../profiles/calendars/2026.toml")),
    (2027, include_str!("../../../../profiles/calendars/2027.toml")),
];
