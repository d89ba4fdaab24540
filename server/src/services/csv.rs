//! Lines of CSV files that people open in a spreadsheet.

/// One line, quoted where it has to be.
pub fn line(cells: &[String]) -> String {
    let quoted = cells.iter().map(|cell| {
        // A spreadsheet must not take a title for a formula.
        let cell = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.clone() };
        if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
    });
    let mut text = quoted.collect::<Vec<_>>().join(",");
    text.push_str("\r\n");
    text
}
