//! What a question will cost, before it is asked.

use super::{Cost, Plan, TableQuery};
use crate::{Error, Result, Table};

impl Table {
    /// Estimates a page of a query from the footer of the file; reads no data.
    ///
    /// # Errors
    /// Whatever is wrong with the query.
    pub fn estimate(&self, query: &TableQuery) -> Result<Cost> {
        Ok(self.page_cost(&Plan::new(self, query)?))
    }

    pub(crate) fn page_cost(&self, plan: &Plan) -> Cost {
        let end = plan.offset.saturating_add(plan.limit).min(self.rows());
        if plan.filter.is_none() && plan.sort.is_empty() {
            let touched =
                self.groups.iter().filter(|group| group.start < end && group.start + group.rows > plan.offset);
            return Cost {
                rows: end.saturating_sub(plan.offset),
                scan_bytes: touched.map(|group| sum(&group.bytes, &plan.columns)).sum(),
                sort_bytes: 0,
            };
        }
        let mut read: Vec<usize> = plan.sort.iter().map(|(place, _)| *place).collect();
        read.extend(&plan.filtered);
        read.sort_unstable();
        read.dedup();
        let keys: Vec<usize> = plan.sort.iter().map(|(place, _)| *place).collect();
        let window = self.windows().iter().map(|(_, rows)| *rows).max();
        Cost {
            rows: self.rows(),
            scan_bytes: self.bytes(&read),
            sort_bytes: if keys.is_empty() {
                0
            } else {
                // A window at a time, and the best so far.
                self.share(&keys, window.unwrap_or(0)) + self.share(&keys, end)
            },
        }
    }

    /// The cost of all rows of a query, as an export needs them.
    pub(crate) fn whole_cost(&self, plan: &Plan) -> Cost {
        let mut read = plan.columns.clone();
        read.extend(plan.sort.iter().map(|(place, _)| *place));
        read.sort_unstable();
        read.dedup();
        let held = self.bytes(&read);
        read.extend(&plan.filtered);
        read.sort_unstable();
        read.dedup();
        Cost {
            rows: self.rows(),
            scan_bytes: self.bytes(&read),
            // Ordered rows are held twice: as read and as gathered.
            sort_bytes: if plan.sort.is_empty() { 0 } else { 2 * held },
        }
    }

    /// # Errors
    /// [`Error::TooCostly`]
    pub(crate) fn afford(&self, cost: Cost) -> Result<()> {
        for (estimated, allowed) in
            [(cost.scan_bytes, self.limits.scan_bytes), (cost.sort_bytes, self.limits.sort_bytes)]
        {
            if estimated > allowed {
                return Err(Error::TooCostly { estimated, allowed });
            }
        }
        Ok(())
    }

    fn bytes(&self, places: &[usize]) -> u64 {
        self.groups.iter().map(|group| sum(&group.bytes, places)).sum()
    }

    fn share(&self, places: &[usize], rows: u64) -> u64 {
        let all = u128::from(self.rows().max(1));
        let bytes = u128::from(self.bytes(places)) * u128::from(rows) / all;
        u64::try_from(bytes).unwrap_or(u64::MAX)
    }
}

fn sum(bytes: &[u64], places: &[usize]) -> u64 {
    places.iter().map(|place| bytes[*place]).sum()
}
