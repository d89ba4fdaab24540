//! How many different values a column has, counted in bounded memory.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Up to here values are counted exactly.
const EXACT: usize = 4_096;
/// 2^12 registers: standard error 1.04 / √4096 = 1.6 % (Flajolet et al. 2007, HyperLogLog).
const REGISTER_BITS: u32 = 12;
/// Up to here every value has a counter of its own.
const COUNTED: usize = 256;
const COUNTED_CHARS: usize = 100;

/// Counts different values.
#[derive(Debug)]
pub(crate) struct Distinct {
    exact: Option<HashSet<u64>>,
    registers: Vec<u8>,
    counts: Option<HashMap<String, u64>>,
}

impl Default for Distinct {
    fn default() -> Self {
        Distinct { exact: Some(HashSet::new()), registers: Vec::new(), counts: Some(HashMap::new()) }
    }
}

impl Distinct {
    pub fn add(&mut self, value: &str) {
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        let hash = hasher.finish();
        match &mut self.exact {
            Some(seen) => {
                seen.insert(hash);
                if seen.len() > EXACT {
                    self.registers = vec![0; 1 << REGISTER_BITS];
                    for hash in seen.iter() {
                        register(&mut self.registers, *hash);
                    }
                    self.exact = None;
                }
            }
            None => register(&mut self.registers, hash),
        }
        if let Some(counts) = &mut self.counts {
            if let Some(count) = counts.get_mut(value) {
                *count += 1;
            } else if counts.len() < COUNTED && value.chars().count() <= COUNTED_CHARS {
                counts.insert(value.to_owned(), 1);
            } else {
                self.counts = None;
            }
        }
    }

    /// The number, and whether it is exact.
    pub fn count(&self) -> (u64, bool) {
        match &self.exact {
            Some(seen) => (seen.len() as u64, true),
            None => (estimate(&self.registers), false),
        }
    }

    /// The most frequent values, only where all were counted.
    pub fn most_frequent(&self, wanted: usize) -> Vec<(String, u64)> {
        let Some(counts) = &self.counts else {
            return Vec::new();
        };
        let mut all: Vec<(String, u64)> = counts.iter().map(|(v, n)| (v.clone(), *n)).collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        all.truncate(wanted);
        all
    }
}

fn register(registers: &mut [u8], hash: u64) {
    let index = (hash >> (64 - REGISTER_BITS)) as usize;
    let rest = hash << REGISTER_BITS;
    let rank = rest.leading_zeros().min(64 - REGISTER_BITS) as u8 + 1;
    registers[index] = registers[index].max(rank);
}

fn estimate(registers: &[u8]) -> u64 {
    let m = registers.len() as f64;
    let sum: f64 = registers.iter().map(|rank| (-f64::from(*rank)).exp2()).sum();
    let raw = 0.7213 / (1.0 + 1.079 / m) * m * m / sum;
    let zeros = registers.iter().filter(|rank| **rank == 0).count();
    let value = if raw <= 2.5 * m && zeros > 0 { m * (m / zeros as f64).ln() } else { raw };
    value.round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_while_few_then_close() {
        let mut distinct = Distinct::default();
        for n in 0..300_u32 {
            distinct.add(&(n % 100).to_string());
        }
        assert_eq!(distinct.count(), (100, true));
        assert_eq!(distinct.most_frequent(2), [("0".into(), 3), ("1".into(), 3)]);
        for n in 0..200_000_u32 {
            distinct.add(&n.to_string());
        }
        let (count, exact) = distinct.count();
        assert!(!exact && (190_000..210_000).contains(&count), "{count}");
        assert!(distinct.most_frequent(2).is_empty());
    }
}
