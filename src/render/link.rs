//! Where a link may lead.

/// Between two links in a cell.
pub(super) const BETWEEN_LINKS: &str = " · ";

/// The address of a link, if it is one that may be followed: a page beside this one, or the web.
///
/// Names come from spreadsheets, and an address such as `javascript:` would run as a program.
pub(super) fn address(to: &str) -> Option<String> {
    let before_path = to.split(['/', '?', '#']).next().unwrap_or_default();
    let scheme = before_path.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        None | Some("http" | "https" | "mailto") if !to.is_empty() => Some(escaped(to)),
        _ => None,
    }
}

/// Writes what may not stand in an address as bytes: `Oak St` as `Oak%20St`.
fn escaped(to: &str) -> String {
    to.bytes().map(escaped_byte).collect()
}

/// The path of a file as it may stand in an address, where `%`, `?` and `#` mean something else.
pub(super) fn escaped_path(path: &str) -> String {
    let byte = |byte: u8| match byte {
        b'%' | b'?' | b'#' | b'[' | b']' => format!("%{byte:02X}"),
        byte => escaped_byte(byte),
    };
    path.bytes().map(byte).collect()
}

fn escaped_byte(byte: u8) -> String {
    let is_plain = byte.is_ascii_alphanumeric() || b"-._~/?#[]@!$&'()*+,;=:%".contains(&byte);
    if is_plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_beside_this_one_may_be_followed() {
        assert_eq!(address("sites/oak/plan.html").as_deref(), Some("sites/oak/plan.html"));
        assert_eq!(
            address("sites/Oak Ñ/plan.html").as_deref(),
            Some("sites/Oak%20%C3%91/plan.html")
        );
        assert_eq!(address("#part-2").as_deref(), Some("#part-2"));
        assert_eq!(address("https://example.org/a:b").as_deref(), Some("https://example.org/a:b"));
    }

    #[test]
    fn an_address_that_would_run_is_no_link() {
        for to in
            ["javascript:alert(1)", "JavaScript:alert(1)", " data:text/html,x", "file:///etc", ""]
        {
            assert_eq!(address(to), None, "{to}");
        }
    }
}
