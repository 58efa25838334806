//! Content types by the end of a name. Source: IANA, "Media Types"; for scripts RFC 9239.

/// Those that browsers ask for. What is not here is handed to the browser as bytes, which it then offers to store.
const TYPES: &[(&str, &str)] = &[
    ("avif", "image/avif"),
    ("bmp", "image/bmp"),
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("eot", "application/vnd.ms-fontobject"),
    ("gif", "image/gif"),
    ("htm", "text/html; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("m4a", "audio/mp4"),
    ("map", "application/json"),
    ("md", "text/markdown; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("mov", "video/quicktime"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("ogg", "audio/ogg"),
    ("otf", "font/otf"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("ttf", "font/ttf"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("wav", "audio/wav"),
    ("webm", "video/webm"),
    ("webmanifest", "application/manifest+json"),
    ("webp", "image/webp"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("xml", "application/xml"),
    ("zip", "application/zip"),
];

/// The type of what has this name.
pub(super) fn content_type(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    TYPES.binary_search_by(|(known, _)| (*known).cmp(&extension)).map_or("application/octet-stream", |index| TYPES[index].1)
}

#[cfg(test)]
mod tests {
    use super::{TYPES, content_type};

    #[test]
    fn the_end_of_a_name_tells() {
        assert!(TYPES.is_sorted_by_key(|(extension, _)| extension));
        assert_eq!(content_type("static/css/site.0123456789ab.css"), "text/css; charset=utf-8");
        assert_eq!(content_type("static/A.PNG"), "image/png");
        assert_eq!(content_type("static/a.b/README"), "application/octet-stream");
    }
}
