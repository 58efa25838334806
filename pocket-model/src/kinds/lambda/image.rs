//! `package: image;`: the repository of the stage's images, and what a function of an image is made with.

use super::{Lambda, Package, messages};
use crate::cost::{Of, prices};
use crate::diag::Sink;
use crate::graph::Facts;
use crate::names::{REPOSITORY, repository};
use crate::synth::{Form, Holder};
use crate::template::sub;
use serde_json::{Value as Json, json};

/// The tag of the image that a function is made with. It is a constant of the template and so is pushed once, by the driver, before the stack.
/// Releases leave it alone, as they leave the placeholder of a zip function.
pub fn placeholder(arch: &str) -> String {
    format!("placeholder-{arch}")
}

pub(super) fn declare(lambda: &Lambda, facts: &mut Facts) {
    facts.places.unknown |= lambda.dockerfile.is_late();
    facts.places.dockerfile = lambda.dockerfile.written.then_some(lambda.dockerfile.at);
    if lambda.package.known() != Some(&Package::Image) {
        return;
    }
    let name = repository(&facts.prefix());
    let at = if lambda.package.written { lambda.package.at } else { lambda.head.at };
    facts.named(&REPOSITORY, &name, at);
    facts.build.form = Form::Image { repository: name.clone(), dockerfile: lambda.dockerfile.known().cloned() };
    facts.holders.push(Holder {
        driver: "ecr",
        name,
        item: "images".into(),
        at,
        // All of it can be made again from the sources.
        data: false,
        spec: json!({
            "arch": facts.build.arch, "functions": format!("{}-*", facts.prefix()), "dockerfile": lambda.dockerfile.written,
        }),
    });
    facts.uses("images", at, &[(&prices::ECR_GB_MONTH, Of::Releases, 1.0)]);
}

/// `Code` and what stands in place of runtime, handler and layers.
pub(super) fn properties(properties: &mut Json, repository: &str, arch: &str, handler: &str) {
    let tag = placeholder(arch);
    properties["PackageType"] = json!("Image");
    properties["Code"] = json!({ "ImageUri": sub(format!("${{AWS::AccountId}}.dkr.ecr.${{AWS::Region}}.${{AWS::URLSuffix}}/{repository}:{tag}")) });
    properties["ImageConfig"] = json!({ "Command": [handler] });
}

pub(super) fn check(lambda: &Lambda, sink: &mut Sink) {
    if !lambda.is_site() {
        let written = [(lambda.package.written, lambda.package.at, "package"), (lambda.dockerfile.written, lambda.dockerfile.at, "dockerfile")];
        for (_, at, field) in written.into_iter().filter(|(written, ..)| *written) {
            sink.push(messages::form_of_site(at, field));
        }
        return;
    }
    let image = lambda.package.known() == Some(&Package::Image);
    if image && lambda.snap_start.known() == Some(&true) {
        sink.push(messages::snap_start_image(lambda.snap_start.at));
    }
    let Some(path) = lambda.dockerfile.known() else { return };
    if lambda.package.known() == Some(&Package::Zip) {
        sink.push(messages::dockerfile_of_zip(lambda.dockerfile.at));
    }
    if path.is_empty() || path.starts_with('/') || path.contains('\\') {
        sink.push(messages::dockerfile_path(lambda.dockerfile.at, path));
    }
}
