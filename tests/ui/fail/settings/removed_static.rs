pocket::pocket! {
    stage dev { settings { STATICFILES_STORAGE: "whitenoise.storage.CompressedManifestStaticFilesStorage"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
