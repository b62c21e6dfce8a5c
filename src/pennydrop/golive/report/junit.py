"""The report as JUnit XML: a suite for each section, a case for each check, for the test page of a CI system."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from pennydrop.golive.finding import Finding, State
from pennydrop.golive.report.model import Report


def as_junit(report: Report) -> str:
    """What is in the way is a failure, what does not apply is skipped, a warning is output of a passed case.

    What waits on a case of the same report is skipped: that one has failed for it.
    """
    root = Xml.Element("testsuites", name="pennydrop golive")
    for section, findings in report.sections:
        _suite(root, report, section.value, findings)
    if report.conclusions:
        suite = Xml.SubElement(root, "testsuite", name="Final go-live checklist", tests=str(len(report.conclusions)))
        for item in report.conclusions:
            case = Xml.SubElement(suite, "testcase", classname="final", name=item.line.says)
            if item in report.unproven:  # the others fail by a check of their own
                _failure(case, item.state, item.evidence, "")
        suite.set("failures", str(len(report.unproven)))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _suite(root: Xml.Element, report: Report, name: str, findings: list[Finding]) -> None:
    failures = [finding for finding in findings if finding.in_the_way and not report.follows(finding)]
    skipped = [each for each in findings if each.state is State.NOT_APPLICABLE or report.follows(each)]
    suite = Xml.SubElement(root, "testsuite", name=name, tests=str(len(findings)))
    suite.set("failures", str(len(failures)))
    suite.set("skipped", str(len(skipped)))
    suite.set("time", f"{sum(finding.seconds for finding in findings):.3f}")
    for finding in findings:
        check, taken = finding.check, f"{finding.seconds:.3f}"
        case = Xml.SubElement(suite, "testcase", classname=check.section.name.lower(), name=check.id, time=taken)
        if finding in failures:
            _failure(case, finding.state, f"{check.says} {finding.evidence}", finding.mend)
        elif finding in skipped:
            Xml.SubElement(case, "skipped", message=finding.evidence)
        else:
            text = f"{finding.state}: {finding.evidence}" + (f"\n-> {finding.mend}" if finding.mend else "")
            Xml.SubElement(case, "system-out").text = text


def _failure(case: Xml.Element, state: State, message: str, mend: str) -> None:
    Xml.SubElement(case, "failure", type=str(state), message=message).text = mend
