//! Each kind alone: with all defaults, and with everything set.

use super::{lint, network, templates};
use pocket::Stage;

pocket::pocket! {
    project shop;
    django: "../skeleton";
    region: "ap-northeast-1";

    stage neon-default { neon; }
    stage neon-full {
        neon {
            project: "shops"; branch: "main-branch"; parent: "main"; database: "shop"; role: "owner"; region: "aws-us-east-1"; postgres: 16;
            pooled: false; min_cu: 0.5; max_cu: 4; suspend: 10m;
        }
        neon reports;
    }
    stage s3-default { s3; }
    stage s3-full { s3 { bucket: "shop-uploads"; versioning; keep_versions: 90d; link_lifetime: 1h; } }
    stage efs-cache-default { efs_cache; }
    stage efs-cache-full { efs_cache { throughput: bursting; archive_after: 30d; } }
    stage vpc-default { vpc { endpoints: ["ssm"]; } }
    /// A network with everything.
    stage vpc-full { vpc { cidr: "10.8.0.0/20"; zones: ["a", "c", "d"]; nat: per_zone; endpoints: ["ssm", "secretsmanager", "ecr.api"]; flow_logs; } neon; }
    stage vpc-nat-instance { vpc { nat: instance; } neon; }
    /// A network with every range written: the six subnets of an ordinary three-tier site, one NAT in the first public one, and Session Manager's endpoints.
    stage vpc-ranges {
        vpc {
            cidr: "10.0.0.0/16";
            zones: ["a", "c"];
            public_subnets: ["10.0.0.0/20", "10.0.16.0/20"];
            private_subnets: ["10.0.32.0/20", "10.0.48.0/20"];
            database_subnets: ["10.0.64.0/20", "10.0.80.0/20"];
            nat;
            endpoints: ["ssm", "ssmmessages", "ec2messages"];
        }
        neon;
        efs_cache;
    }
    stage vpc-small { vpc { cidr: "192.168.7.0/26"; zones: ["d"]; private_subnets: ["192.168.7.16/28"]; endpoints: ["ssm", "sqs"]; } lambda { reaches: ["sqs"]; } }
    stage vpc-public-without-nat {
        vpc {
            public_subnets: ["10.0.128.0/18"];
            private_subnets: ["10.0.0.0/17"];
            endpoints: ["ssm"];
        }
    }
    stage vpc-shared { vpc from vpc-full; efs_cache; }
    stage lambda-default;
    stage lambda-full {
        lambda { memory: 1769mb; timeout: 20s; tmp: 1gb; arch: arm64; python: "3.13"; log_retention: 90d; reserved_concurrency: 20; package: zip; }
        lambda worker { handler: "app.jobs.run"; timeout: 10m; memory: 256mb; outside_vpc: false; }
    }
    stage lambda-image {
        vpc { endpoints: ["ssm"]; }
        efs_cache;
        lambda { package: image; arch: arm64; memory: 1769mb; }
        lambda worker { handler: "app.jobs.run"; timeout: 10m; }
    }
    stage lambda-dockerfile { lambda { package: image; dockerfile: "../skeleton/Dockerfile"; } }
    stage lambda-snap-start { lambda { snap_start; python: "3.13"; } }
    stage outside-vpc { vpc { endpoints: ["ssm"]; } lambda { outside_vpc; } }
    stage secret-default { secret STRIPE_KEY; }
    stage secret-full { secrets: secrets_manager; secret TOKEN: password(32); secret KEY: env("SHOP_KEY"); secret CERTIFICATE: file("cert.pem"); }
    stage schedule-default { schedule sessions { rate: 1d; manage: "clearsessions"; } }
    stage schedule-full {
        lambda worker { handler: "app.jobs.run"; }
        /// Every evening in Tokyo.
        schedule digest { cron: "0  18 ? * MON-FRI *"; timezone: "Asia/Tokyo"; manage: "send_digest --to 'all of us'"; retries: 3; window: 15m; }
        schedule "poll-feeds" { rate: 90m; function: worker; enabled: false; }
        schedule launch { at: "2027-01-01T09:00"; function: worker; }
    }
    stage env-and-settings {
        env LOG_LEVEL: "INFO";
        settings { DEFAULT_FROM_EMAIL: "me@example.com"; LANGUAGES: [["ja", "日本語"]]; FLAGS: { "beta": true }; PAGE_SIZE: 20; }
        django { path: "site"; settings: "config.settings"; requirements: "requirements/production.txt"; build: ["compress"]; }
        budget: 10usd;
        protected;
        release { keep: 5; path: "/up/?deep=1"; expect: [200, 204]; fail_level: warning; }
    }
}

macro_rules! each_stage {
    ($($test:ident: $stage:ident),* $(,)?) => {
        $(#[test]
        fn $test() {
            let synthesis = stages::$stage::synthesize().expect("the program is good");
            insta::assert_json_snapshot!(stringify!($test), templates(&synthesis));
            network::holds(stringify!($test), &synthesis);
            // What is made beside the stacks, and what Django is told.
            let beside = serde_json::json!({
                "holders": synthesis.holders, "functions": synthesis.functions, "secrets": synthesis.secrets, "contract": synthesis.contract,
                "build": synthesis.build, "standing": synthesis.standing,
            });
            insta::assert_json_snapshot!(concat!(stringify!($test), "_beside"), beside);
        })*

        #[test]
        fn all_before_cfn_lint() {
            $(lint::add(stringify!($test), &templates(&stages::$stage::synthesize().expect("the program is good")));)*
            lint::run("the kinds");
        }
    };
}

each_stage! {
    neon_default: NeonDefault, neon_full: NeonFull, s3_default: S3Default, s3_full: S3Full, efs_cache_default: EfsCacheDefault,
    efs_cache_full: EfsCacheFull, vpc_default: VpcDefault, vpc_full: VpcFull, vpc_nat_instance: VpcNatInstance, vpc_shared: VpcShared,
    vpc_ranges: VpcRanges, vpc_small: VpcSmall, vpc_public_without_nat: VpcPublicWithoutNat,
    lambda_default: LambdaDefault, lambda_full: LambdaFull, lambda_snap_start: LambdaSnapStart, lambda_image: LambdaImage,
    lambda_dockerfile: LambdaDockerfile, outside_vpc: OutsideVpc,
    secret_default: SecretDefault, secret_full: SecretFull, schedule_default: ScheduleDefault, schedule_full: ScheduleFull,
    env_and_settings: EnvAndSettings,
}

#[test]
fn the_program_has_a_command_line() {
    // The macro's own function, so that a test of a library and a program read the same block.
    let _ = app();
}
