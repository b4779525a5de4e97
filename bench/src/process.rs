//! What /proc knows of a process: its CPU time and its peak memory. Linux only.

use std::fs;

use anyhow::Context;

/// CPU time and memory of a process at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// User and system CPU time since its start, in milliseconds (steps of 10).
    pub cpu_ms: u64,
    /// The highest resident memory so far, in bytes.
    pub peak_rss: u64,
}

/// The usage of a living process; `None` when there is none with this id.
#[must_use]
pub fn usage(pid: u32) -> Option<Usage> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    Some(Usage { cpu_ms: cpu_ms(&stat)?, peak_rss: peak_rss(&status)? })
}

/// Begins measuring the peak memory of this process anew; gives the resident memory of now, in bytes.
pub fn forget_peak() -> anyhow::Result<u64> {
    fs::write("/proc/self/clear_refs", "5").context("the peak cannot be reset")?;
    Ok(usage(std::process::id()).context("no /proc")?.peak_rss)
}

fn cpu_ms(stat: &str) -> Option<u64> {
    // The name in brackets may hold spaces; user and system time are the 12th and 13th field behind it, in 1/100 s.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |index: usize| fields.get(index)?.parse::<u64>().ok();
    Some(10 * (ticks(11)? + ticks(12)?))
}

fn peak_rss(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(1024 * line.split_whitespace().next()?.parse::<u64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_of_proc_are_read_also_behind_a_strange_name() {
        let stat = "7 (a ) b) S 1 2 3 4 5 6 7 8 9 10 250 50 0 0 20";
        assert_eq!(cpu_ms(stat), Some(3000));
        assert_eq!(peak_rss("Name:\tx\nVmHWM:\t  2048 kB\n"), Some(2 << 20));
    }

    #[test]
    fn this_process_is_found_and_a_missing_one_is_not() {
        assert!(usage(std::process::id()).is_some_and(|usage| usage.peak_rss > 0));
        assert!(usage(u32::MAX).is_none());
    }
}
