//! What of a number or address is shown outside the reviewing roles: enough to recognise one's own, not enough to use.

/// Characters of a number that stay at each end.
const SHOWN: usize = 2;

/// `33**************1X`; short numbers keep nothing.
pub fn number(number: &str) -> String {
    let length = number.chars().count();
    let hidden = |at: usize| length < 4 * SHOWN || (at >= SHOWN && at + SHOWN < length);
    number.chars().enumerate().map(|(at, c)| if hidden(at) { '*' } else { c }).collect()
}

/// `z***@example.cn`
pub fn email(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, host)) => format!("{}***@{host}", local.chars().next().map(String::from).unwrap_or_default()),
        None => "***".to_owned(),
    }
}

/// `张**`: the first character of a name.
pub fn name(name: &str) -> String {
    name.chars().enumerate().map(|(at, c)| if at == 0 || c.is_whitespace() { c } else { '*' }).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn r073_numbers_and_addresses_are_masked() {
        assert_eq!(super::number("33010119900307001X"), "33**************1X");
        assert_eq!(super::number("1234567"), "*******");
        assert_eq!(super::email("zhang.san@example.cn"), "z***@example.cn");
        assert_eq!(super::email("nonsense"), "***");
        assert_eq!(super::name("欧阳娜娜"), "欧***");
    }
}
