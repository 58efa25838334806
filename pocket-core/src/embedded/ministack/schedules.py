"""EventBridge Scheduler as pocket's schedules need it, in place of MiniStack's own sweep.

MiniStack loses the time zone that a template names, counts `cron` and `at` in UTC, and runs a past `at` once more after each start. Here every schedule is
asked the same question at each sweep: does one of its times lie after the last sweep and not after this one? What came while the cloud was down is not
made up for. Flexible windows and retries mean nothing here: a target is started at once, and its process is on this machine.
"""

import datetime
import logging
import time
import zoneinfo

from ministack.core.responses import new_uuid, set_request_account_id, set_request_region
from ministack.services import eventbridge, scheduler
from ministack.services.cloudformation import provisioners

logger = logging.getLogger("pocket")
_swept = time.time()


def zone_of(schedule):
    """The time zone of a schedule; UTC, with a warning, where this machine has no data of it."""
    name = schedule.get("ScheduleExpressionTimezone") or "UTC"
    try:
        return datetime.timezone.utc if name == "UTC" else zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        logger.warning("schedule %s runs in UTC: this machine has no data of the time zone %s", schedule.get("Name"), name)
        return datetime.timezone.utc


def due(schedule, after, now):
    """The time of the schedule that lies in (after, now], in seconds; `None` when there is none."""
    expression = schedule.get("ScheduleExpression", "")
    if expression.startswith("at("):
        moment = datetime.datetime.fromisoformat(expression[3:-1]).replace(tzinfo=zone_of(schedule)).timestamp()
        return moment if after < moment <= now else None
    if interval := eventbridge._parse_rate_seconds(expression):
        begun = schedule.get("CreationDate", now)
        moment = begun + (now - begun) // interval * interval
        return moment if moment > max(after, begun) else None
    fields = eventbridge._parse_cron_fields(expression)
    if fields is None:
        return None
    # The walk knows no zones: it is done on the zone's clock, as if that were UTC.
    zone = zone_of(schedule)
    clock = datetime.datetime.fromtimestamp(after, zone).replace(tzinfo=datetime.timezone.utc)
    found = eventbridge._cron_next_fire(fields, clock)
    moment = found and found.replace(tzinfo=zone).timestamp()
    return moment if moment and moment <= now else None


def start(account, region, schedule, moment):
    """Starts what the schedule starts."""
    set_request_account_id(account)
    set_request_region(region)
    at = datetime.datetime.fromtimestamp(moment, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    target = dict(schedule.get("Target") or {})
    run = new_uuid()
    for name, value in {"scheduled-time": at, "execution-id": run, "attempt-number": "1", "schedule-arn": schedule.get("Arn", "")}.items():
        target["Input"] = target.get("Input", "").replace(f"<aws.scheduler.{name}>", value)
    event = {
        "EventId": run, "Source": "aws.scheduler", "DetailType": "Scheduled Event", "Detail": "{}", "Time": moment,
        "Resources": [schedule.get("Arn", "")], "Account": account, "Region": region,
    }
    eventbridge._invoke_target(target, event, schedule)


def sweep():
    """Starts what has become due since the last sweep. One that cannot be started does not keep the others from it."""
    global _swept
    after, _swept = _swept, time.time()
    for (account, region, key), schedule in list(scheduler._schedules._data.items()):
        if schedule.get("State") != "ENABLED":
            continue
        try:
            moment = due(schedule, after, _swept)
            if moment is not None:
                start(account, region, schedule, moment)
        except Exception:
            logger.exception("schedule %s could not be started", key)


def _with_zone(make):
    """A provisioner that keeps the time zone of a template."""

    def made(*arguments):
        # `create` gets the properties before the stack's name, and so does `update`, after those of before.
        properties = arguments[-2]
        physical_id, attributes = make(*arguments)
        known = scheduler._schedules.get(f"{properties.get('GroupName', 'default')}/{physical_id}")
        if known is not None:
            known["ScheduleExpressionTimezone"] = properties.get("ScheduleExpressionTimezone", "UTC")
        return physical_id, attributes

    return made


def install():
    """Takes the place of MiniStack's own sweep and of its provisioners of schedules."""
    scheduler._tick_schedules = sweep
    handlers = provisioners._RESOURCE_HANDLERS["AWS::Scheduler::Schedule"]
    provisioners._RESOURCE_HANDLERS["AWS::Scheduler::Schedule"] = {
        **handlers,
        "create": _with_zone(handlers["create"]),
        "update": _with_zone(handlers["update"]),
    }
