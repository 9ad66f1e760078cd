"""Sums up the .trx files of a test run: names every skip and failure, then prints "N passed, N failed" as the last line."""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

NAMESPACE = "{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}"

# The only skip that a build server accepts: these files are no part of the project.
ACCEPTED_SKIP = "is not beside this checkout"


def results(folder):
    for file in sorted(Path(folder).rglob("*.trx")):
        yield from ElementTree.parse(file).getroot().iter(NAMESPACE + "UnitTestResult")


def reason(result):
    output = result.find(NAMESPACE + "Output")
    return "" if output is None else " ".join(" ".join(output.itertext()).split())


def main(folder, exit_code):
    passed, failed, refused_skips = 0, 0, 0
    for result in results(folder):
        name, outcome = result.get("testName"), result.get("outcome")
        if outcome == "Passed":
            passed += 1
        elif outcome == "NotExecuted":
            why = reason(result)
            accepted = ACCEPTED_SKIP in why
            refused_skips += not accepted
            print(f"{'skipped' if accepted else 'SKIPPED WITHOUT LEAVE'}: {name}: {why or 'no reason given'}")
        else:
            failed += 1
            print(f"failed: {name}: {reason(result)[:400]}")

    if exit_code != 0 and failed == 0:
        print(f"dotnet test ended with exit code {exit_code} although no test is reported as failed: see its output above.")
    print(f"{passed} passed, {failed} failed")
    return 1 if exit_code != 0 or passed == 0 or failed > 0 or refused_skips > 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
