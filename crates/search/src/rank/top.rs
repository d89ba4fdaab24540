//! The best few of many, without sorting the rest.

/// Keeps the `keep` largest keys; among equal keys those seen first.
#[derive(Debug)]
pub(crate) struct Top {
    keep: usize,
    entries: Vec<(u64, u32)>,
    /// The smallest key kept, once there are enough.
    threshold: Option<u64>,
}

impl Top {
    pub fn new(keep: usize) -> Top {
        Top { keep, entries: Vec::with_capacity(keep.saturating_mul(2).min(4096)), threshold: None }
    }

    #[inline]
    pub fn push(&mut self, key: u64, doc: u32) {
        // Documents come in order, so a later one with the threshold key can never enter.
        if self.keep == 0 || self.threshold.is_some_and(|threshold| key <= threshold) {
            return;
        }
        self.entries.push((key, doc));
        if self.entries.len() >= self.keep.saturating_mul(2).max(64) {
            self.shrink();
        }
    }

    fn shrink(&mut self) {
        if self.entries.len() > self.keep {
            self.entries.select_nth_unstable_by(self.keep - 1, Self::order);
            self.entries.truncate(self.keep);
            self.threshold = self.entries.iter().map(|entry| entry.0).min();
        }
    }

    fn order(a: &(u64, u32), b: &(u64, u32)) -> std::cmp::Ordering {
        b.0.cmp(&a.0).then(a.1.cmp(&b.1))
    }

    pub fn finish(mut self) -> Vec<(u64, u32)> {
        self.shrink();
        self.entries.sort_unstable_by(Self::order);
        self.entries
    }
}

#[cfg(test)]
mod tests {
    use super::Top;

    #[test]
    fn keeps_the_largest_and_the_first_among_equals() {
        let mut top = Top::new(3);
        for doc in 0..1000u32 {
            top.push(u64::from(doc % 100), doc);
        }
        assert_eq!(top.finish(), [(99, 99), (99, 199), (99, 299)]);
        let mut none = Top::new(0);
        none.push(1, 1);
        assert!(none.finish().is_empty());
    }
}
