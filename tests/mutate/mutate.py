#!/usr/bin/env python3
"""mutate.py BUILD [NAME...]: breaks hale in one place after the other and asks whether a test notices.

The places are the HALE_BREAK("room.what", right, wrong) of the sources, the programs those of a build with HALE_MUTATE=ON; the
environment variable HALE_BREAK chooses one. Only what runs in a bare clone counts: the corpora are hidden. A breakage is caught
when a program fails that passes without it. Prints each survivor; exits 1 when fewer than 95 of a hundred are caught, or one of
NAMED survives. With NAMEs: only those, and the first test that catches each.
"""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WANTED = 95  # per cent
# Breakages that once survived (issue 8).
NAMED = ["clone.unconfined", "subtree.threshold-off-by-one", "build.auto-forgets-own", "rule.before-is-after",
         "op.on-fail-overwritten", "address.last-longest-run"]
# Cheapest and most telling first. What takes minutes, or needs a cluster, is no part of it.
PROGRAMS = [["golden"], ["unit_backend_common"], ["unit_value"], ["unit_support"], ["unit_expand"], ["unit_schema"],
            ["unit_sema"], ["unit_driver"], ["unit_cli"], ["unit_corosync"], ["unit_stdlib"], ["unit_rgmanager"],
            ["unit_pacemaker", "--gtest_filter=-*Corpus*:*Random*:Simulate*"], ["unit_explain"], ["unit_diag"], ["unit_xml"],
            ["roundtrip", "tests/cib", "tests/corpus/pacemaker"]]
LIMIT = 300  # seconds for one program


def breakages():
    """Every name in the sources, with its file and line."""
    out = {}
    for folder in ("compiler", "backends"):
        for path in sorted((ROOT / folder).rglob("*.cc")):
            text = path.read_text()
            for found in re.finditer(r'HALE_BREAK\(\s*"([^"]+)"', text):
                name = found.group(1)
                if name in out:
                    sys.exit("mutate: `%s` is there twice" % name)
                out[name] = "%s:%d" % (path.relative_to(ROOT), text.count("\n", 0, found.start()) + 1)
    return out


def run(build, program, broken):
    """True when the program passes (a skip, 77, is no failure)."""
    environment = dict(os.environ, HALE_DATA="/nonexistent")
    environment.pop("HALE_NO_SKIPS", None)
    environment.pop("HALE_BREAK", None)
    if broken:
        environment["HALE_BREAK"] = broken
    command = [str(build / program[0])] + program[1:]
    if program[0].startswith("unit_"):
        command.append("--gtest_fail_fast")
    try:
        result = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return False
    return result.returncode in (0, 77)


def catcher(build, programs, name):
    """The first program that fails with the breakage; None: it survives."""
    for program in programs:
        if not run(build, program, name):
            return program[0]
    return None


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    build = pathlib.Path(sys.argv[1]).resolve()
    places = breakages()
    names = sys.argv[2:] or list(places)
    unknown = [n for n in names if n not in places]
    if unknown:
        sys.exit("mutate: no such breakage: " + ", ".join(unknown))
    begin = time.time()
    programs = []
    for program in PROGRAMS:
        if run(build, program, None):
            programs.append(program)
        else:
            print("%s fails without any breakage" % program[0], flush=True)
    if len(programs) < len(PROGRAMS):
        return 1
    survivors = []
    workers = concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count())
    for name, caught in zip(names, workers.map(lambda n: catcher(build, programs, n), names)):
        if caught is None:
            survivors.append(name)
            print("survives: %-32s %s" % (name, places[name]), flush=True)
        elif sys.argv[2:]:
            print("caught:   %-32s by %s" % (name, caught), flush=True)
    count = len(names) - len(survivors)
    print("%d of %d breakages caught (%d %%) in %d s" % (count, len(names), 100 * count // len(names), time.time() - begin))
    named = [n for n in NAMED if n in survivors]
    if named:
        print("among the survivors are those of issue 8: " + ", ".join(named))
    return 1 if named or 100 * count < WANTED * len(names) else 0


if __name__ == "__main__":
    sys.exit(main())
