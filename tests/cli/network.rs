//! Networks that work and do more than they must, and templates that a function breaks, for the transcripts of the command line.

use pocket::Template;
use serde_json::json;

pocket::pocket! {
    project shop;
    django: "../skeleton";
    region: "ap-northeast-1";

    stage docker { vpc { cidr: "172.17.0.0/16"; nat; } neon; }

    stage old_zone { vpc { zones: ["a", "b"]; nat; } neon; }

    stage empty { vpc { nat; } lambda { outside_vpc; } neon; }

    stage subnets {
        vpc {
            public_subnets: ["10.0.0.0/20", "10.0.16.0/20"];
            private_subnets: ["10.0.32.0/20", "10.0.48.0/20"];
            database_subnets: ["10.0.64.0/20", "10.0.80.0/20"];
            endpoints: ["ssm"];
        }
    }

    stage needless { vpc { nat; endpoints: ["ssm"]; } }

    stage dear { vpc { nat; } }

    stage idle { vpc { endpoints: ["ssm", "kms"]; } }

    stage beside { vpc { nat; endpoints: ["ssm"]; } neon; }

    /// What a borrower needs, or the project's own code calls, is not needless.
    stage lender { vpc { nat; } }
    stage borrower { vpc from lender; neon; }
    stage calls { vpc { nat; } lambda { reaches: ["internet"]; } }
    stage calls_sqs { vpc { endpoints: ["ssm", "sqs"]; } lambda { reaches: ["sqs"]; } }

    stage cut { hooks { after_synth: refuse_the_functions; } vpc { nat; } neon; efs_cache; }

    stage crowded { hooks { after_synth: add_a_subnet; } vpc { zones: ["a", "c"]; nat; } neon; }
}

fn refuse_the_functions(template: &mut Template) -> pocket::Result {
    template.resources["CacheSecurityGroup"]["Properties"]["SecurityGroupIngress"] = json!([]);
    Ok(())
}

fn add_a_subnet(template: &mut Template) -> pocket::Result {
    let properties =
        json!({ "VpcId": { "Ref": "VpcId" }, "CidrBlock": "10.0.32.0/24", "AvailabilityZone": { "Fn::Sub": "${AWS::Region}a" } });
    template.resources.insert("Extra".into(), json!({ "Type": "AWS::EC2::Subnet", "Properties": properties }));
    Ok(())
}

fn main() -> std::process::ExitCode {
    app().run()
}
