//! How much memory an engine may use if nobody says.

use std::fs;

/// Where the machine does not tell how much it has.
const ASSUMED_BYTES: u64 = 8 << 30;

/// 60 % of the machine's memory, or of what the process's container may have.
///
/// The rest is for the JVM's heap and for what the engine does not count.
pub fn default_limit() -> usize {
    let machine = total_of(fs::read_to_string("/proc/meminfo").ok().as_deref());
    let container = fs::read_to_string("/sys/fs/cgroup/memory.max")
        .ok()
        .and_then(|limit| limit.trim().parse().ok())
        .unwrap_or(u64::MAX);
    let bytes = machine.unwrap_or(ASSUMED_BYTES).min(container) / 10 * 6;
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

/// The line `MemTotal:  16316412 kB` of Linux's meminfo, in bytes.
fn total_of(meminfo: Option<&str>) -> Option<u64> {
    let line = meminfo?
        .lines()
        .find(|line| line.starts_with("MemTotal:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes << 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_is_read_in_bytes() {
        let text = "MemTotal:       16316412 kB\nMemFree: 1 kB\n";
        assert_eq!(total_of(Some(text)), Some(16_316_412 * 1024));
        assert_eq!(total_of(Some("nothing")), None);
        assert_eq!(total_of(None), None);
    }

    #[test]
    fn the_default_leaves_room() {
        assert!(default_limit() >= 64 << 20);
    }
}
