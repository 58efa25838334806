//! The CloudFormation document. Resources are JSON; references are made by the functions here, so a typo in a logical id cannot hide in a string.

use serde::{Deserialize, Serialize};
pub use serde_json::json;
use serde_json::{Map, Value as Json};

/// A template, in the order in which its parts are added. `after_synth` hooks get it to change by hand.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Template {
    /// Always `2010-09-09`.
    #[serde(rename = "AWSTemplateFormatVersion")]
    pub format: String,
    /// What `status` and the console show.
    #[serde(rename = "Description", skip_serializing_if = "String::is_empty", default)]
    pub description: String,
    /// Parameters by name.
    #[serde(rename = "Parameters", skip_serializing_if = "Map::is_empty", default)]
    pub parameters: Map<String, Json>,
    /// Resources by logical id.
    #[serde(rename = "Resources")]
    pub resources: Map<String, Json>,
    /// Outputs by key; never exported.
    #[serde(rename = "Outputs", skip_serializing_if = "Map::is_empty", default)]
    pub outputs: Map<String, Json>,
}

impl Template {
    /// An empty template.
    pub fn new(description: impl Into<String>) -> Self {
        Template { format: "2010-09-09".into(), description: description.into(), ..Template::default() }
    }

    /// The document as CloudFormation takes it.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// `{"Ref": id}`
pub fn reference(id: &str) -> Json {
    json!({ "Ref": id })
}

/// `{"Fn::GetAtt": [id, attribute]}`
pub fn attribute(id: &str, attribute: &str) -> Json {
    json!({ "Fn::GetAtt": [id, attribute] })
}

/// A text of the user's, as it stands: a `${` in it is no reference, and validators take it for one that was forgotten to be made.
pub fn literal(text: &str) -> Json {
    if text.contains("${") { json!({ "Fn::Join": ["$", text.split('$').collect::<Vec<_>>()] }) } else { json!(text) }
}

/// A document of JSON as a text, in which nothing is a reference to CloudFormation: a second brace can only stand in a string, where it may be escaped.
pub fn json_text(value: &Json) -> String {
    value.to_string().replace("{{", "{\\u007b").replace("${", "$\\u007b")
}

/// `{"Fn::Sub": text}`
pub fn sub(text: impl Into<String>) -> Json {
    json!({ "Fn::Sub": text.into() })
}
