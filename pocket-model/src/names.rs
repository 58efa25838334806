//! Names: logical ids in one place, because they are a public contract. Changing one replaces the resource.

use crate::messages::phrases;

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

/// A text that fits a limit of AWS's, counted in bytes; what was cut off shows as dots.
pub fn shorten(text: String, limit: usize) -> String {
    if text.len() <= limit {
        return text;
    }
    let mut end = limit - '…'.len_utf8();
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}…", &text[..end])
}

// What AWS calls the things that have physical names.
phrases! {
    s3_bucket() { en: "S3 bucket", ja: "S3 バケット", ko: "S3 버킷" }
    deploy_bucket() { en: "S3 bucket for deploys", ja: "デプロイ用の S3 バケット", ko: "배포용 S3 버킷" }
    lambda_function() { en: "Lambda function", ja: "Lambda 関数", ko: "Lambda 함수" }
    stack() { en: "CloudFormation stack", ja: "CloudFormation スタック", ko: "CloudFormation 스택" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_ends_in_dots_between_letters() {
        assert_eq!(shorten("short".into(), 10), "short");
        let cut = shorten("日本語の説明".into(), 10);
        assert!(cut.len() <= 10 && cut.ends_with('…'), "{cut}");
    }

    #[test]
    fn labels_become_parts_of_names() {
        assert_eq!(logical("send-mail"), "SendMail");
        assert_eq!(logical("SECRET_KEY"), "SECRETKEY");
        assert_eq!(physical("SEND_MAIL"), "send-mail");
    }
}
