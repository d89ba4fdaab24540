//! Reviewed text files that tests compare with: `UPDATE_SNAPSHOTS=1 cargo test -p domain` writes them, a person reads the difference.

/// Compares, or writes when asked to.
///
/// # Panics
/// If the file says something else, with the first line that differs.
#[track_caller]
pub fn compare(path: &str, actual: &str) {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, actual).expect("the snapshot can be written");
        return;
    }
    let expected = std::fs::read_to_string(path).expect("the snapshot exists");
    for (at, (old, new)) in expected.lines().zip(actual.lines()).enumerate() {
        assert_eq!(old, new, "{path} line {}", at + 1);
    }
    assert_eq!(expected.lines().count(), actual.lines().count(), "{path}: number of lines");
}
