//! Which of the resource types that pocket writes into templates are billed, and by which prices. A test holds the snapshots of all templates against it.

use super::book::Price;
use super::prices::*;

/// How a resource type is billed.
#[derive(Debug)]
pub enum Billing {
    /// By these prices.
    By(&'static [&'static Price]),
    /// Not at all, and why.
    Free(&'static str),
}

use Billing::{By, Free};

/// Every type. A type that is not here cannot be in a template.
pub const RESOURCES: &[(&str, Billing)] = &[
    ("AWS::ApiGatewayV2::Api", By(&[&HTTP_API_REQUEST, &TRANSFER_OUT_GB])),
    ("AWS::ApiGatewayV2::Integration", Free("a part of the API, which bills requests")),
    ("AWS::ApiGatewayV2::Route", Free("a part of the API, which bills requests")),
    ("AWS::ApiGatewayV2::Stage", Free("a part of the API, which bills requests")),
    ("AWS::EC2::EIP", By(&[&PUBLIC_IPV4_HOUR])),
    ("AWS::EC2::FlowLog", By(&[&FLOW_LOGS_GB])),
    ("AWS::EC2::Instance", By(&[&NAT_INSTANCE_HOUR, &PUBLIC_IPV4_HOUR, &GP3_GB_MONTH])),
    ("AWS::EC2::InternetGateway", Free("only traffic through it is billed")),
    ("AWS::EC2::NatGateway", By(&[&NAT_GATEWAY_HOUR, &NAT_GATEWAY_GB])),
    ("AWS::EC2::Route", Free("a part of the VPC")),
    ("AWS::EC2::RouteTable", Free("a part of the VPC")),
    ("AWS::EC2::SecurityGroup", Free("a part of the VPC")),
    ("AWS::EC2::SecurityGroupEgress", Free("a part of the VPC")),
    ("AWS::EC2::SecurityGroupIngress", Free("a part of the VPC")),
    ("AWS::EC2::Subnet", Free("a part of the VPC")),
    ("AWS::EC2::SubnetRouteTableAssociation", Free("a part of the VPC")),
    ("AWS::EC2::VPC", Free("a VPC costs nothing by itself")),
    // The gateway endpoint of S3 is free.
    ("AWS::EC2::VPCEndpoint", By(&[&ENDPOINT_HOUR, &ENDPOINT_GB])),
    ("AWS::EC2::VPCGatewayAttachment", Free("a part of the VPC")),
    ("AWS::EFS::AccessPoint", Free("a part of the file system")),
    ("AWS::EFS::FileSystem", By(&[&EFS_GB_MONTH, &EFS_IA_GB_MONTH, &EFS_IA_ELASTIC_GB_MONTH, &EFS_READ_GB, &EFS_WRITE_GB])),
    ("AWS::EFS::MountTarget", Free("a part of the file system")),
    ("AWS::IAM::Role", Free("IAM costs nothing")),
    ("AWS::Lambda::Alias", Free("a name for a version")),
    ("AWS::Lambda::EventInvokeConfig", Free("a setting of a function")),
    (
        "AWS::Lambda::Function",
        By(&[
            &LAMBDA_REQUEST,
            &LAMBDA_X86_GB_SECOND,
            &LAMBDA_ARM_GB_SECOND,
            &LAMBDA_TMP_GB_SECOND,
            &SNAP_START_CACHE_GB_SECOND,
            &SNAP_START_RESTORE_GB,
        ]),
    ),
    ("AWS::Lambda::Permission", Free("a part of the function's policy")),
    ("AWS::Logs::LogGroup", By(&[&LOGS_GB, &LOGS_GB_MONTH])),
    ("AWS::Scheduler::Schedule", By(&[&SCHEDULED_RUN])),
    ("AWS::Scheduler::ScheduleGroup", Free("a folder of schedules")),
];

/// What is made by direct calls: drivers of holders, and stores of secrets.
pub const DIRECT: &[(&str, Billing)] = &[
    ("s3", By(&[&S3_GB_MONTH, &S3_PUT, &S3_GET, &TRANSFER_OUT_GB])),
    ("ecr", By(&[&ECR_GB_MONTH])),
    ("neon", By(&[&NEON_LAUNCH_CU_HOUR, &NEON_SCALE_CU_HOUR, &NEON_GB_MONTH])),
    ("ssm", By(&[&PARAMETER_MONTH, &KMS_REQUEST])),
    ("secretsmanager", By(&[&SECRET_MONTH, &SECRET_CALL])),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cost::ALL;
    use crate::regions::REGIONS;

    #[test]
    fn every_region_has_every_price() {
        for price in ALL {
            for region in REGIONS {
                let quote = price.quote(region.name).unwrap_or_else(|| panic!("{} has no amount for {}", price.id, region.name));
                assert!(quote.usd.is_finite() && quote.usd >= 0.0, "{} in {}", price.id, region.name);
            }
        }
    }

    #[test]
    fn no_region_is_named_twice_and_none_is_unknown() {
        for price in ALL {
            let mut seen = Vec::new();
            for region in price.rates.iter().flat_map(|rate| rate.regions) {
                assert!(!seen.contains(region), "{} names {region} twice", price.id);
                assert!(REGIONS.iter().any(|known| known.name == *region), "{} names {region}, which is no region", price.id);
                seen.push(region);
            }
        }
    }

    #[test]
    fn every_price_is_of_something_that_is_made() {
        let billed =
            |price: &Price| RESOURCES.iter().chain(DIRECT).any(|(_, billing)| matches!(billing, By(prices) if prices.contains(&price)));
        let unused: Vec<&str> = ALL.iter().filter(|price| !billed(price)).map(|price| price.id).collect();
        assert!(unused.is_empty(), "nothing is billed by {unused:?}");
    }

    #[test]
    fn ids_are_unique() {
        for (index, price) in ALL.iter().enumerate() {
            assert!(!ALL[..index].iter().any(|known| known.id == price.id), "{} stands twice", price.id);
        }
    }

    #[test]
    fn every_price_is_of_the_book() {
        for (kind, billing) in RESOURCES.iter().chain(DIRECT) {
            if let By(prices) = billing {
                assert!(!prices.is_empty(), "{kind} is billed by nothing");
                assert!(prices.iter().all(|price| ALL.contains(price)), "{kind} is billed by a price outside of the book");
            }
        }
    }
}
