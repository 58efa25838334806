"""Holds templates against AWS's own schemas, as long as it is fed.

Usage: judge.py IGNORED_RULE

Reads lines of JSON, `{"region": "eu-west-1", "template": {…}}`, and answers each with a line of JSON: the findings of cfn-lint and of AWS's own validator, errors
and warnings alike, as texts. The rules are read once, which makes a template five times cheaper than a run of the command.
"""

import gc
import json
import os
import sys

from cfnlint.config import ConfigMixIn, ManualArgs
from cfnlint.decode.decode import decode_str
from cfnlint.runner import Runner
from cfnlint.runner.template import run_template_by_data
from cloudformation_validate import CompositeEngine


def main(ignored):
    """Answers until the input ends."""
    # What a library prints must not stand between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    engine = CompositeEngine()
    configs = {}
    rules = Runner(ConfigMixIn(**ManualArgs(ignore_checks=[ignored]))).rules
    # They live as long as the process: no collection needs to look at them again.
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        task = json.loads(line)
        region = task["region"]
        if region not in configs:
            configs[region] = ConfigMixIn(**ManualArgs(ignore_checks=[ignored], regions=[region]))
        text = json.dumps(task["template"], indent=1, ensure_ascii=False)
        template, findings = decode_str(text)
        if not findings:
            findings = run_template_by_data(template, configs[region], rules)
        said = [f"{found.rule.id} {'/'.join(map(str, found.path or []))}: {found.message}" for found in findings]
        diagnostics = engine.validate_template(text.encode()).diagnostics
        for found in diagnostics:
            if found.severity.name != "INFO" and found.rule_id != ignored:
                said.append(f"{found.rule_id} {found.severity.name}: {found.message}")
        answers.write(json.dumps(said) + "\n")
        answers.flush()


if __name__ == "__main__":
    main(sys.argv[1])
