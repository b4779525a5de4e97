//! Addresses on the web that people type in and others will follow.

/// Longest address that is kept, in bytes.
const LIMIT: usize = 500;

/// Whether this is an address behind which only one site can be: https, a host, no name or password before it.
#[must_use]
pub fn is_https(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let letter = |c: char| c.is_alphanumeric() || "-.:".contains(c);
    url.len() <= LIMIT
        && host.contains('.')
        && host.chars().all(letter)
        && !url.chars().any(|c| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_one_site_over_https() {
        assert!(is_https("https://video.example/kamer?x=1"));
        for address in ["http://video.example", "https://naam@video.example", "https://video", "https://a.b/ c", ""] {
            assert!(!is_https(address), "{address}");
        }
    }
}
