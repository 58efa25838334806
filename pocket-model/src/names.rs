//! Names: logical ids in one place, because they are a public contract. Changing one replaces the resource.

/// A label as a part of a logical id: letters and digits, each word with a capital. `send-mail` → `SendMail`.
pub fn logical(label: &str) -> String {
    label
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
        })
        .collect()
}

/// A label as a part of a physical name: lower-case letters, digits and hyphens. `SEND_MAIL` → `send-mail`.
pub fn physical(label: &str) -> String {
    label.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_become_parts_of_names() {
        assert_eq!(logical("send-mail"), "SendMail");
        assert_eq!(logical("SECRET_KEY"), "SECRETKEY");
        assert_eq!(physical("SEND_MAIL"), "send-mail");
    }
}
