//! What the embedded AWS does not have, and why it can be left out there.

/// CloudFormation types that MiniStack lacks even with our extension, each with the reason why a site does without it on this machine.
const LEFT_OUT: [(&str, &str); 9] = [
    ("AWS::ApplicationAutoScaling::ScalableTarget", "nothing scales on one machine"),
    ("AWS::ApplicationAutoScaling::ScalingPolicy", "nothing scales on one machine"),
    ("AWS::Backup::BackupSelection", "nothing is backed up here; `embedded reset` deletes the data"),
    ("AWS::CloudFront::KeyGroup", "no CDN runs here: requests reach the function directly"),
    ("AWS::CloudFront::PublicKey", "no CDN runs here: requests reach the function directly"),
    ("AWS::EC2::Instance", "no virtual machine runs here; the function reaches the internet through this machine"),
    ("AWS::IAM::OIDCProvider", "nobody signs in to this cloud from outside"),
    ("AWS::WAFv2::IPSet", "no request comes from outside of this machine"),
    ("AWS::WAFv2::WebACLAssociation", "no request comes from outside of this machine"),
];

/// Why a resource of this CloudFormation type is left out of the embedded cloud; `None` when it is made there.
pub fn left_out(resource_type: &str) -> Option<&'static str> {
    LEFT_OUT.iter().find(|(name, _)| *name == resource_type).map(|(_, why)| *why)
}

#[cfg(test)]
mod tests {
    use super::left_out;

    #[test]
    fn what_the_extension_adds_is_made() {
        for made in ["AWS::EC2::NatGateway", "AWS::EC2::EIP", "AWS::EC2::FlowLog", "AWS::Lambda::Function"] {
            assert_eq!(left_out(made), None, "{made}");
        }
        assert!(left_out("AWS::EC2::Instance").is_some());
    }
}
