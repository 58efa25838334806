//! Reading the few values that we want out of an XML answer. AWS's answers have neither attributes that matter nor mixed content.

/// The text of the first `<tag>`, unescaped.
pub fn first(xml: &str, tag: &str) -> Option<String> {
    all(xml, tag).into_iter().next()
}

/// The contents of each `<tag>`, in order: text unescaped, or the XML inside for a tag that holds others. A tag is not looked for inside itself.
pub fn all(xml: &str, tag: &str) -> Vec<String> {
    let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
    let mut found = Vec::new();
    let mut rest = xml;
    while let Some(start) = rest.find(&open) {
        let after = &rest[start + open.len()..];
        let Some(end_of_tag) = after.find('>') else { break };
        let attributes = &after[..end_of_tag];
        let inside = &after[end_of_tag + 1..];
        if !attributes.is_empty() && !attributes.starts_with([' ', '/', '\n', '\t']) {
            rest = after; // A longer name that begins the same: <Key> and <KeyId>.
        } else if attributes.ends_with('/') {
            found.push(String::new());
            rest = inside;
        } else if let Some(end) = inside.find(&close) {
            let content = &inside[..end];
            found.push(if content.contains('<') { content.to_owned() } else { unescape(content) });
            rest = &inside[end + close.len()..];
        } else {
            break;
        }
    }
    found
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest.find(';').map(|end| &rest[1..end]);
        match entity.and_then(character) {
            Some(character) => {
                out.push(character);
                rest = &rest[entity.map_or(1, str::len) + 2..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_nested_and_repeated_tags() {
        let xml =
            r#"<R xmlns="x"><Set><item><Key>a</Key><KeyId>1</KeyId></item><item><Key>b &amp; &#x3042;</Key><Empty/></item></Set></R>"#;
        assert_eq!(all(xml, "Key"), ["a", "b & あ"]);
        assert_eq!(first(xml, "KeyId").as_deref(), Some("1"));
        assert_eq!(all(xml, "item").len(), 2);
        assert_eq!(first(xml, "Empty").as_deref(), Some(""));
        assert_eq!(first(xml, "Missing"), None);
        assert_eq!(unescape("a & b &unknown; c&"), "a & b &unknown; c&");
    }
}
