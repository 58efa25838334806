"""Starts MiniStack as pocket's embedded cloud: on loopback alone, with the CloudFormation types that it lacks, with execution environments and saving of
pocket's own, and with an end that is an end.

MiniStack's tables are private to it, so its version is pinned. Run as `python extension.py`, configured by MiniStack's own environment variables.
"""

import asyncio
import os
import random
import re
import signal
import sys
import threading

import environments
import images
import persistence
import schedules
from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack import app as ministack_app
from ministack.core.responses import get_region
from ministack.services import cloudwatch_logs, ec2, lambda_svc, ssm
from ministack.services.cloudformation import provisioners

IMAGE = "ami-0123456789abcdef0"  # of every instance: nothing boots
REQUEST_LIMIT = 6291456  # bytes of a synchronous invocation's payload, as on AWS


def call(action, **parameters):
    """Calls an action of MiniStack's EC2 API (`__` in a name stands for a dot); a function from a tag of the answer to its text."""
    query = {name.replace("__", "."): [str(value)] for name, value in parameters.items()}
    status, _headers, body = ec2._ACTION_MAP[action](query)[:3]
    body = body.decode() if isinstance(body, bytes) else body
    if status >= 300:
        raise ValueError(" ".join(re.sub(r"<[^>]+>", " ", body).split()))
    return lambda tag: (re.search(rf"<{tag}>([^<]*)</{tag}>", body) or [None, None])[1]


def tags(kind, properties):
    """The `Tags` of a template as parameters of an EC2 call."""
    listed = properties.get("Tags") or []
    parameters = {f"TagSpecification__1__Tag__{i}__{part}": tag[part] for i, tag in enumerate(listed, 1) for part in ("Key", "Value")}
    return {"TagSpecification__1__ResourceType": kind, **parameters} if listed else {}


def create_address(_logical_id, properties, _stack):
    """`AWS::EC2::EIP`."""
    answer = call("AllocateAddress", Domain=properties.get("Domain", "vpc"), **tags("elastic-ip", properties))
    return answer("publicIp"), {"AllocationId": answer("allocationId"), "PublicIp": answer("publicIp")}


def delete_address(physical_id, _properties):
    """Releases the address."""
    for address in list(ec2._addresses.values()):
        if address["PublicIp"] == physical_id:
            call("ReleaseAddress", AllocationId=address["AllocationId"])


def create_nat_gateway(_logical_id, properties, _stack):
    """`AWS::EC2::NatGateway`."""
    allocation = {"AllocationId": properties["AllocationId"]} if "AllocationId" in properties else {}
    connectivity = properties.get("ConnectivityType", "public")
    answer = call("CreateNatGateway", SubnetId=properties["SubnetId"], ConnectivityType=connectivity, **allocation, **tags("natgateway", properties))
    return answer("natGatewayId"), {"NatGatewayId": answer("natGatewayId")}


def permission(properties, peer):
    """The parameters of one rule of a security group."""
    parameters = {"GroupId": properties["GroupId"], "IpPermissions__1__IpProtocol": properties["IpProtocol"]}
    parameters |= {f"IpPermissions__1__{port}": properties[port] for port in ("FromPort", "ToPort") if port in properties}
    if "CidrIp" in properties:
        parameters["IpPermissions__1__IpRanges__1__CidrIp"] = properties["CidrIp"]
    if "CidrIpv6" in properties:
        parameters["IpPermissions__1__Ipv6Ranges__1__CidrIpv6"] = properties["CidrIpv6"]
    if peer in properties:
        parameters["IpPermissions__1__Groups__1__GroupId"] = properties[peer]
    return parameters


def security_group_rule(direction, peer):
    """`AWS::EC2::SecurityGroupIngress` and `AWS::EC2::SecurityGroupEgress`."""

    def create(logical_id, properties, _stack):
        answer = call(f"AuthorizeSecurityGroup{direction}", **permission(properties, peer))
        rule = answer("securityGroupRuleId") or f"sgr-{logical_id}"
        return rule, {"Id": rule}

    return {"create": create, "delete": lambda _physical_id, properties: call(f"RevokeSecurityGroup{direction}", **permission(properties, peer))}


def create_flow_log(_logical_id, properties, _stack):
    """`AWS::EC2::FlowLog`."""
    optional = {
        name: properties[name]
        for name in ("LogGroupName", "DeliverLogsPermissionArn", "LogDestination", "LogDestinationType") if name in properties
    }
    traffic = properties.get("TrafficType", "ALL")
    answer = call("CreateFlowLogs", ResourceId__1=properties["ResourceId"], ResourceType=properties["ResourceType"], TrafficType=traffic, **optional)
    return answer("item"), {"Id": answer("item")}


def create_instance(_logical_id, properties, _stack):
    """`AWS::EC2::Instance`: known to the API, as a NAT instance is; nothing boots."""
    optional = {name: properties[name] for name in ("ImageId", "InstanceType", "SubnetId", "PrivateIpAddress", "KeyName") if properties.get(name)}
    groups = {f"SecurityGroupId__{i}": group for i, group in enumerate(properties.get("SecurityGroupIds") or [], 1)}
    answer = call("RunInstances", MinCount=1, MaxCount=1, **optional, **groups, **tags("instance", properties))
    instance = answer("instanceId")
    known = ec2._instances[instance]
    address = known.get("PrivateIpAddress", "")
    return instance, {"InstanceId": instance, "PrivateIp": address, "PublicIp": known.get("PublicIpAddress", ""), "AvailabilityZone": f"{get_region()}a"}


def create_address_association(_logical_id, properties, _stack):
    """`AWS::EC2::EIPAssociation`."""
    answer = call("AssociateAddress", AllocationId=properties["AllocationId"], InstanceId=properties.get("InstanceId", ""))
    return answer("associationId"), {"Id": answer("associationId")}


RESOURCES = {
    "AWS::EC2::Instance": {"create": create_instance, "delete": lambda physical_id, _: call("TerminateInstances", InstanceId__1=physical_id)},
    "AWS::EC2::EIPAssociation": {
        "create": create_address_association,
        "delete": lambda physical_id, _: call("DisassociateAddress", AssociationId=physical_id),
    },
    "AWS::EC2::EIP": {"create": create_address, "delete": delete_address},
    "AWS::EC2::NatGateway": {"create": create_nat_gateway, "delete": lambda physical_id, _: call("DeleteNatGateway", NatGatewayId=physical_id)},
    "AWS::EC2::SecurityGroupIngress": security_group_rule("Ingress", "SourceSecurityGroupId"),
    "AWS::EC2::SecurityGroupEgress": security_group_rule("Egress", "DestinationSecurityGroupId"),
    "AWS::EC2::FlowLog": {"create": create_flow_log, "delete": lambda physical_id, _: call("DeleteFlowLogs", FlowLogId__1=physical_id)},
}


def resolve_public_parameter(name, version, decrypt=False):
    """What `{{resolve:ssm:…}}` in a template stands for. MiniStack has no parameters of AWS's own: the newest image is asked for there."""
    value = resolve_parameter(name, version, decrypt=decrypt)
    return IMAGE if value is None and name.startswith("/aws/service/ami-") else value


async def limited_lambda_request(method, path, headers, body, query_params):
    """Lambda's API with its limit on the payload of an invocation."""
    if path.rstrip("/").endswith("/invocations") and len(body) > REQUEST_LIMIT:
        message = f"Request must be smaller than {REQUEST_LIMIT} bytes for the InvokeFunction operation"
        return lambda_svc.error_response_json("RequestTooLargeException", message, 413)
    return await handle_lambda_request(method, path, headers, body, query_params)


async def weighted_invoke(name, event, headers, path_qualifier=None, query_params=None):
    """An invocation of an alias that gives another version a share, which MiniStack keeps and does not follow."""
    listed = (query_params or {}).get("Qualifier") or headers.get("x-amz-qualifier")
    qualifier = path_qualifier or (listed[0] if isinstance(listed, list) else listed)
    function = lambda_svc._functions[name] if name in lambda_svc._functions else {}
    routing = (function.get("aliases", {}).get(qualifier) or {}).get("RoutingConfig") or {}
    drawn = random.random()
    for version, weight in (routing.get("AdditionalVersionWeights") or {}).items():
        if drawn < float(weight):
            return await invoke(name, event, headers, version, query_params)
        drawn -= float(weight)
    return await invoke(name, event, headers, path_qualifier, query_params)


def compile_filter_pattern(raw):
    """The pattern of a log filter. MiniStack has no alternatives: `?"timed out" ?ERROR`."""
    alternatives = re.findall(r'\?("[^"]*"|\S+)', raw or "")
    if not alternatives or not re.fullmatch(r'\s*(\?("[^"]*"|\S+)\s*)+', raw):
        return compile_pattern(raw)
    return lambda message: any(alternative.strip('"') in message for alternative in alternatives)


async def stopped():
    """Returns when the server is to end: state saved and functions ended first, because MiniStack waits for an answer that a function still owes."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()
    threading.Timer(3, os._exit, [0]).start()
    persistence.save()
    environments.stop_all()


async def run():
    """Serves until SIGTERM or SIGINT."""
    config = Config()
    config.bind = [f"{os.environ['BIND_HOST']}:{os.environ['GATEWAY_PORT']}"]
    config.keep_alive_timeout = 75
    config.backlog = 4096  # connections that wait to be accepted: a crowd opens its own all at once
    config.graceful_timeout = 0.2
    config.loglevel = os.environ.get("LOG_LEVEL", "WARNING")
    saving = asyncio.create_task(persistence.keep_saving())
    await serve(persistence.watched(ministack_app.app), config, shutdown_trigger=stopped)
    saving.cancel()


if __name__ == "__main__":
    resolve_parameter, ssm.resolve_parameter_value = ssm.resolve_parameter_value, resolve_public_parameter
    handle_lambda_request, lambda_svc.handle_request = lambda_svc.handle_request, limited_lambda_request
    invoke, lambda_svc._invoke = lambda_svc._invoke, weighted_invoke
    compile_pattern, cloudwatch_logs._compile_filter_pattern = cloudwatch_logs._compile_filter_pattern, compile_filter_pattern
    provisioners._RESOURCE_HANDLERS.update(RESOURCES)
    environments.install()
    images.install()
    persistence.install()
    schedules.install()
    asyncio.run(run())
    sys.stdout.flush()
    os._exit(0)
