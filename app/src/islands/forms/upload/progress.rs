//! How far a file is, in numbers people read.

/// Bytes of one file, and how long it was on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub sent: u64,
    pub total: u64,
    /// Seconds that are left at the present speed; none until there is one.
    pub seconds: Option<u64>,
}

impl Progress {
    /// After so many milliseconds.
    pub fn after(sent: u64, total: u64, milliseconds: u64) -> Self {
        let left = total.saturating_sub(sent);
        let seconds = (sent > 0).then(|| (left.saturating_mul(milliseconds) / sent).div_ceil(1000));
        Self { sent: sent.min(total), total, seconds }
    }

    /// In whole percent; 100 only when all of it is there.
    pub fn percent(self) -> u64 {
        self.sent.saturating_mul(100).checked_div(self.total).unwrap_or(100)
    }

    /// `{percent} %（{sent}/{total} MB，约 {left} 秒）`
    pub fn words(self, pattern: &str) -> String {
        let left = self.seconds.map_or_else(|| "…".to_owned(), |seconds| seconds.to_string());
        pattern
            .replace("{percent}", &self.percent().to_string())
            .replace("{sent}", &megabytes(self.sent))
            .replace("{total}", &megabytes(self.total))
            .replace("{left}", &left)
    }
}

/// 12.4; 20. Tenths rounded up, so that no file has 0 MB.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(1 << 20);
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_how_much_of_it_is_sent_and_how_long_it_takes() {
        let pattern = "{percent} %（{sent}/{total} MB，约 {left} 秒）";
        let part = Progress::after(13_000_000, 20 << 20, 13_000);
        assert_eq!(part.words(pattern), "61 %（12.4/20 MB，约 8 秒）");
        assert_eq!(Progress::after(0, 1 << 20, 0).words(pattern), "0 %（0/1 MB，约 … 秒）");
        assert_eq!(Progress::after(70, 60, 5), Progress { sent: 60, total: 60, seconds: Some(0) });
        assert_eq!((megabytes(1), Progress::after(0, 0, 0).percent()), ("0.1".to_owned(), 100));
    }
}
