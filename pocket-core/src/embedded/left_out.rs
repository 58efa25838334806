//! What the embedded AWS does not have, and why it can be left out there.

/// CloudFormation types that MiniStack lacks even with our extension, each with the reason why a site does without it on this machine.
const LEFT_OUT: [(&str, &str); 19] = [
    ("AWS::ApplicationAutoScaling::ScalableTarget", "nothing scales on one machine"),
    ("AWS::ApplicationAutoScaling::ScalingPolicy", "nothing scales on one machine"),
    ("AWS::Backup::BackupSelection", "nothing is backed up here; `embedded reset` deletes the data"),
    ("AWS::Budgets::Budget", "nothing here costs money"),
    ("AWS::CloudFront::KeyGroup", "no CDN runs here: requests reach the function directly"),
    ("AWS::CloudFront::PublicKey", "no CDN runs here: requests reach the function directly"),
    ("AWS::CloudWatch::AnomalyDetector", "no metric is watched here"),
    ("AWS::CloudWatch::CompositeAlarm", "no metric is watched here"),
    ("AWS::EC2::EgressOnlyInternetGateway", "the network is only recorded; the function reaches the internet through this machine"),
    ("AWS::EC2::NetworkAcl", "the network is only recorded; no packet passes through it"),
    ("AWS::EC2::NetworkAclEntry", "the network is only recorded; no packet passes through it"),
    ("AWS::EC2::VPCCidrBlock", "the network is only recorded; no packet passes through it"),
    ("AWS::IAM::OIDCProvider", "nobody signs in to this cloud from outside"),
    ("AWS::IAM::ServiceLinkedRole", "permissions are not enforced here"),
    ("AWS::Lambda::CodeSigningConfig", "signatures of code are not checked here"),
    ("AWS::RDS::DBProxy", "the function reaches the database directly"),
    ("AWS::Route53::HealthCheck", "nothing asks from outside of this machine"),
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
        for made in ["AWS::EC2::NatGateway", "AWS::EC2::EIP", "AWS::EC2::FlowLog", "AWS::EC2::Instance", "AWS::Lambda::Function"] {
            assert_eq!(left_out(made), None, "{made}");
        }
        assert!(left_out("AWS::WAFv2::IPSet").is_some());
    }
}
