//! Starts a migration: one file for each database, with the next number.

use std::{fs, path::Path};

use anyhow::{Result, ensure};

/// The databases, as the folders below `migrations/` are named.
pub const DATABASES: [&str; 2] = ["sqlite", "postgres"];

/// Makes `migrations/{sqlite,postgres}/NNNN_name.sql`. Refuses a name that is no plain word list.
pub fn create(root: &Path, name: &str) -> Result<()> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    ensure!(!name.is_empty() && name.chars().all(plain), "a name has lower-case letters, digits and underscores");
    let migrations = root.join("migrations");
    let last = DATABASES.iter().flat_map(|database| numbers(&migrations.join(database))).max().unwrap_or(0);
    let file = format!("{:04}_{name}.sql", last + 1);
    for database in DATABASES {
        let path = migrations.join(database).join(&file);
        fs::create_dir_all(migrations.join(database))?;
        fs::write(&path, format!("-- {}\n", name.replace('_', " ")))?;
        println!("migrations/{database}/{file}");
    }
    Ok(())
}

fn numbers(folder: &Path) -> Vec<u32> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.filter_map(|name| name.to_str()?.split('_').next()?.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_databases_get_the_next_number() {
        let root = std::env::temp_dir().join(format!("xtask-migration-{}", std::process::id()));
        create(&root, "datasets").unwrap();
        create(&root, "tables_and_files").unwrap();
        assert!(root.join("migrations/sqlite/0001_datasets.sql").exists());
        assert!(root.join("migrations/postgres/0002_tables_and_files.sql").exists());
        assert!(create(&root, "../x").is_err());
        fs::remove_dir_all(root).unwrap();
    }
}
