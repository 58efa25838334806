// The resources of mysite's stage `prod`, with the AWS CDK: a VPC in two zones with a NAT gateway each, a shared file system, the site's function and that
// for management commands with log groups and aliases, and an HTTP API. Run as `node app.js`, without the CDK's own command line, it only synthesizes.

const { App, Stack, Duration, CfnParameter } = require("aws-cdk-lib");
const ec2 = require("aws-cdk-lib/aws-ec2");
const efs = require("aws-cdk-lib/aws-efs");
const iam = require("aws-cdk-lib/aws-iam");
const lambda = require("aws-cdk-lib/aws-lambda");
const logs = require("aws-cdk-lib/aws-logs");
const apigateway = require("aws-cdk-lib/aws-apigatewayv2");
const { HttpLambdaIntegration } = require("aws-cdk-lib/aws-apigatewayv2-integrations");

const app = new App({ outdir: process.env.CDK_OUTDIR, analyticsReporting: false });
const env = { account: "123456789012", region: "ap-northeast-1" };

const network = new Stack(app, "mysite-prod-network", { env });
const vpc = new ec2.Vpc(network, "Vpc", {
  availabilityZones: ["ap-northeast-1a", "ap-northeast-1c"],
  natGateways: 2,
  restrictDefaultSecurityGroup: false,
  subnetConfiguration: [
    { name: "Public", subnetType: ec2.SubnetType.PUBLIC, cidrMask: 20 },
    { name: "Private", subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
  ],
});
vpc.addGatewayEndpoint("S3Endpoint", { service: ec2.GatewayVpcEndpointAwsService.S3 });

const stack = new Stack(app, "mysite-prod", { env });
const files = new efs.FileSystem(stack, "Cache", { vpc, encrypted: true, throughputMode: efs.ThroughputMode.ELASTIC });
const accessPoint = files.addAccessPoint("CacheAccessPoint", {
  path: "/lambda",
  posixUser: { uid: "1000", gid: "1000" },
  createAcl: { ownerUid: "1000", ownerGid: "1000", permissions: "750" },
});
const role = new iam.Role(stack, "FunctionRole", { assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com") });
for (const name of ["SECRET_KEY", "DATABASE_URL", "DATABASE_URL_DIRECT"]) {
  role.addToPolicy(
    new iam.PolicyStatement({ actions: ["ssm:GetParameters"], resources: [`arn:aws:ssm:ap-northeast-1:123456789012:parameter/mysite/prod/${name}`] }),
  );
}
const layer = new CfnParameter(stack, "DependenciesLayer", { type: "String" });
const group = new ec2.SecurityGroup(stack, "FunctionSecurityGroup", { vpc });

function make(name, handler, seconds) {
  const logGroup = new logs.LogGroup(stack, `${name}LogGroup`, { retention: logs.RetentionDays.ONE_MONTH });
  const made = new lambda.Function(stack, `${name}Function`, {
    functionName: `mysite-prod-${name.toLowerCase()}`,
    runtime: lambda.Runtime.PYTHON_3_12,
    handler,
    role,
    logGroup,
    code: lambda.Code.fromInline("# The code comes with the first release.\n"),
    memorySize: 1769,
    timeout: Duration.seconds(seconds),
    vpc,
    securityGroups: [group],
    filesystem: lambda.FileSystem.fromEfsAccessPoint(accessPoint, "/mnt/files"),
    layers: [lambda.LayerVersion.fromLayerVersionArn(stack, `${name}Layer`, layer.valueAsString)],
    environment: { DJANGO_SETTINGS_MODULE: "pocket_django.settings", DJANGO_LOG_LEVEL: "WARNING" },
  });
  return new lambda.CfnAlias(stack, `${name}Alias`, { functionName: made.functionName, functionVersion: "$LATEST", name: "live" }) && made;
}

const web = make("Web", "pocket_django.web.handler", 30);
make("Manage", "pocket_django.manage.handler", 900);
new apigateway.HttpApi(stack, "Api", { defaultIntegration: new HttpLambdaIntegration("ApiIntegration", web) });

const count = app.synth().stacks.reduce((sum, artifact) => sum + Object.keys(artifact.template.Resources).length, 0);
console.log(`${count} resources`);
