//! Builds the Lambda artifact of an unedited Django project.
