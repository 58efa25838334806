"""AWS's own validator over templates: prints each finding above INFO as `SEVERITY RULE FILE: MESSAGE` and exits with 1 if there is one.

Usage: validate.py IGNORED_RULE FILE [FILE ...]
"""

import sys

from cloudformation_validate import CompositeEngine

engine = CompositeEngine()
ignored, files = sys.argv[1], sys.argv[2:]
found = [
    f"{finding.severity.name} {finding.rule_id} {file}: {finding.message}"
    for file in files
    for finding in engine.validate_template(file).diagnostics
    if finding.severity.name != "INFO" and finding.rule_id != ignored
]
print(*found, sep="\n")
sys.exit(bool(found))
