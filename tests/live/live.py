#!/usr/bin/env python3
"""Runs one compiled configuration on a real corosync and Pacemaker cluster. CONTRIBUTING.md says what is asserted.

  live.py --hale PROGRAM [--tool live-cluster] CASE...

CASE is a name from cases.py, or the path of a .hale file or CIB of one's own. Exit code 0: everything holds; 1: something
does not; 77: this machine cannot run a cluster, and why. The tool is --tool, or HALE_LIVE_CLUSTER, or
tools/live-cluster/live-cluster beside HALE_DATA.
"""
import argparse
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import cases
import cib
import states

SKIPPED = 1 if os.environ.get("HALE_NO_SKIPS") else 77  # as tests/harness/main.cc: where everything is at hand, a failure
START_LIMIT = 90   # seconds until everything runs, and again until everything runs elsewhere
CASE_LIMIT = 240   # for a case in all: a hanging command must not keep the cluster from being taken down


class Failed(Exception):
    """An assertion that does not hold, in words."""


class Cluster:
    """One run of the tool `live-cluster`, in a folder and under a name of this case's own."""

    def __init__(self, tool, name):
        mark = hashlib.sha1((os.path.realpath(__file__) + name).encode()).hexdigest()
        self.dir = os.path.join(tempfile.gettempdir(), "hale-live-" + mark[:8])
        self.tool = tool
        self.env = dict(os.environ, LC_DIR=self.dir, LC_NAME="hl" + mark[:7], LC_TOKEN=os.environ.get("LC_TOKEN", "1000"))
        self.env["PATH"] += ":/usr/sbin:/sbin"

    def call(self, *args, limit=120, check=True):
        p = subprocess.run([self.tool, *args], env=self.env, capture_output=True, text=True, timeout=limit,
                           stdin=subprocess.DEVNULL)
        if check and p.returncode:
            raise Failed("live-cluster %s: exit code %d: %s%s" % (" ".join(args), p.returncode, p.stdout[-300:], p.stderr[-300:]))
        return p.stdout

    def on(self, node, *command, **options):
        return self.call("exec", node, *command, **options)

    def calls_of_agents(self):
        """(seconds, node, resource or `fence_lc`, operation or `reboot NODE`, exit code), in the order of their ends."""
        out = []
        for line in self.call("ops").splitlines():
            words = line.split()
            if len(words) < 4:
                continue
            name = words[2].split(":")[0]
            operation = " ".join(words[3:5]) if name == "fence_lc" else words[3]
            out.append((float(words[0]), words[1], name, operation, words[-1] == "rc=0"))
        return out


def run(command, **options):
    p = subprocess.run(command, capture_output=True, text=True, timeout=60, **options)
    if p.returncode:
        raise Failed("%s: exit code %d: %s" % (" ".join(command), p.returncode, p.stderr[-600:]))
    return p.stdout


def compiled(hale, case, folder):
    """-> the CIB that hale makes, and its claims on the order of starts and of stops."""
    source = case.path
    if source.endswith(".xml"):
        source = os.path.join(folder, "imported.hale")
        run([hale, "import", case.path, "-o", source])
    out = os.path.join(folder, "cib.xml")
    env = dict(os.environ, **cases.secrets(case.path))
    run([hale, "build", source, "--target", "pacemaker", "-o", out, *case.options], env=env)
    orders = [json.loads(run([hale, "order", out, "--target", "pacemaker", "--json", *flag]))["actions"]
              for flag in ([], ["--stop"])]
    return out, orders


def until(what, limit, probe):
    """Polls until `probe` gives nothing to complain about; its last complaint otherwise."""
    end = time.time() + limit
    while True:
        complaint = probe()
        if not complaint:
            return
        if time.time() > end:
            raise Failed("not %s after %d s: %s" % (what, limit, complaint))
        time.sleep(0.5)


def check_order(actions, calls, since, due, one_per_node):
    """Every claim of `hale order` between two calls of agents that `due` has in one transition, for an advisory order
    holds for no more. -> number of pairs held against the log."""
    ends = {}
    for when, node, resource, operation, well in calls:
        if when >= since and well:
            ends.setdefault((resource, operation), []).append((when, node))
    pairs = 0
    by_id = {a["id"]: a for a in actions}
    for action in actions:
        later = ends.get((action["resource"], action["operation"]), [])
        for name in action["after"]:
            first = by_id[name]
            earlier = ends.get((first["resource"], first["operation"]), [])
            both = {(action["resource"], action["operation"]), (first["resource"], first["operation"])}
            if not any(both <= transition for transition in due.transitions):
                continue
            same = one_per_node(first["resource"], action["resource"])
            for when, node in later:
                for before, at in earlier:
                    if same and at != node:
                        continue
                    pairs += 1
                    if before > when:
                        raise Failed("`%s %s` on %s ended before `%s %s` on %s, against `hale order`" % (
                            action["operation"], action["resource"], node, first["operation"], first["resource"], at))
    return pairs


def victim_of(state, nodes):
    """The node that runs the most, of those the one named first."""
    load = {n: sum(1 for key in state.running if key[1] == n and not state.fencing(key[0])) for n in nodes}
    node = max(nodes, key=lambda n: (load[n], -nodes.index(n)))
    return node, load[node]


def play(hale, tool, case):
    with tempfile.TemporaryDirectory(prefix="hale-live-") as folder:
        path, (starts, stops) = compiled(hale, case, folder)
        adapted = cib.Adapted(path)
        adapted.write(os.path.join(folder, "push.xml"))
        nodes = ["n%d" % (i + 1) for i in range(len(adapted.members))]
        if not 2 <= len(nodes) <= 9:
            raise Failed("%d nodes: no node could be lost, or more than one host carries" % len(nodes))
        cluster = Cluster(tool, case.name)
        try:
            cluster.call("down")  # what a run that was killed left behind
            cluster.call("up", str(len(nodes)), "--stub")
            return scenario(cluster, case, adapted, nodes, folder, starts, stops)
        finally:
            signal.alarm(0)
            cluster.call("down", check=False)


def scenario(cluster, case, adapted, nodes, folder, starts, stops):
    said = ["%d nodes" % len(nodes)]
    first = nodes[0]
    # Held back, so that nothing runs before tickets and attributes are there.
    cluster.call("push", os.path.join(folder, "push.xml"), "--stub", "--map")
    for ticket in adapted.tickets:
        cluster.on(first, "crm_ticket", "--ticket", ticket, "--grant", "--force")
    for name, value in case.attributes.items():
        for node in nodes:
            cluster.on(node, "attrd_updater", "-n", name, "-U", value)
    cluster.call("wait", "60")

    def seen(node=first):
        return states.of_cluster(cluster, node)

    # 1. Everything starts that crm_simulate starts.
    due = states.settled(cluster.on(first, "cibadmin", "-Q"), folder)
    if not due.running:
        raise Failed("crm_simulate starts nothing")
    since = time.time()
    cluster.on(first, "cibadmin", "--delete", "--xml-text", '<cluster_property_set id="%s"/>' % cib.HOLD)
    until("running as crm_simulate has it", START_LIMIT, lambda: due.differs(seen()))
    cluster.call("wait", "60")
    said.append("%d started in %.0f s" % (len(due.running), time.time() - since))

    # 2. In the order that hale claims.
    pairs = check_order(starts, cluster.calls_of_agents(), since, due, adapted.one_per_node)
    said.append("%d pairs in order" % pairs)

    # 3. A node is lost: it is fenced, then everything moves that crm_simulate moves.
    before = seen()
    victim, load = victim_of(before, nodes)
    witness = next(n for n in nodes if n != victim)
    after = states.settled(cluster.on(witness, "cibadmin", "-Q"), folder, lost=victim)
    killed = time.time()
    cluster.call("kill-node", victim)
    if adapted.fences:
        until("fenced", START_LIMIT, lambda: states.not_fenced(cluster, witness, victim))
    until("running elsewhere as crm_simulate has it", START_LIMIT, lambda: after.differs(seen(witness)))
    cluster.call("wait", "60")
    left = [r for r, node in seen(witness).running if node == victim]
    if left:
        raise Failed("still counted on the lost node: " + ", ".join(left))
    calls = [c for c in cluster.calls_of_agents() if c[0] >= killed]
    moved = {r for r, node in after.running if (r, node) not in before.running}
    if adapted.fences:
        fenced = min((c[0] for c in calls if c[2] == "fence_lc" and c[3].split()[1:] == [victim] and c[4]), default=None)
        if fenced is None:
            raise Failed("no successful call of the fence agent for " + victim)
        for when, node, resource, operation, well in calls:
            if operation in ("start", "promote") and (resource, victim) in before.running and when < fenced:
                raise Failed("`%s %s` on %s before %s was fenced" % (operation, resource, node, victim))
    said.append("%s lost with %d, %s, %d moved in %.0f s" % (
        victim, load, "fenced" if adapted.fences else "fencing is off", len(moved), time.time() - killed))

    # 4. Everything stops, in the order that hale claims.
    due = states.settled(cluster.on(witness, "cibadmin", "-Q"), folder, stopped=True)
    since = time.time()
    cluster.on(witness, "cibadmin", "--create", "--scope", "crm_config", "--xml-text", cib.text_of(cib.holding()))
    until("stopped as crm_simulate has it", START_LIMIT, lambda: due.differs(seen(witness)))
    cluster.call("wait", "60")
    pairs = check_order(stops, cluster.calls_of_agents(), since, due, adapted.one_per_node)
    said.append("%d pairs of stops in order" % pairs)
    trouble = [c for c in cluster.calls_of_agents() if not c[4] and c[3] in ("start", "stop", "promote", "demote")]
    if trouble:
        raise Failed("an agent failed: %s" % (trouble[0],))
    return "; ".join(said)


def unable(tool):
    """Why this machine cannot run a cluster; empty: it can."""
    if os.geteuid() != 0:
        return "not root"
    if not os.access(tool, os.X_OK):
        return "live-cluster is missing: %s (HALE_LIVE_CLUSTER)" % tool
    path = os.environ["PATH"] + ":/usr/sbin:/sbin"
    programs = ("corosync", "pacemakerd", "crm_simulate", "crm_mon", "cibadmin", "stonith_admin", "ip", "nsenter", "unshare")
    missing = [p for p in programs if shutil.which(p, path=path) is None]
    if not os.path.isdir("/usr/lib/ocf/resource.d/heartbeat"):
        missing.append("resource-agents")
    if missing:
        return "not installed: " + ", ".join(missing)
    with tempfile.TemporaryDirectory() as folder:
        probe = "mount -t tmpfs none '%s' && ip link set lo up" % folder
        p = subprocess.run(["unshare", "-m", "-n", "-u", "-i", "-p", "--fork", "--mount-proc", "sh", "-c", probe],
                           env=dict(os.environ, PATH=path), capture_output=True, text=True)
    return "" if p.returncode == 0 else "no namespaces here: " + p.stderr.strip()


def main():
    words = argparse.ArgumentParser(usage=__doc__)
    words.add_argument("--hale", required=True)
    words.add_argument("--tool", default=os.environ.get("HALE_LIVE_CLUSTER") or cases.default_tool())
    words.add_argument("cases", nargs="+", metavar="CASE")
    o = words.parse_args()
    reason = unable(o.tool)
    if reason:
        print("SKIPPED: " + reason)
        return SKIPPED

    def ended(number, frame):
        raise Failed("stopped by signal %d%s" % (number, ": the case took too long" if number == signal.SIGALRM else ""))
    for number in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, ended)
    skipped = bad = 0
    for name in o.cases:
        case = cases.find(name)
        if not os.path.exists(case.path):
            print("SKIPPED: %s: %s is missing" % (name, case.path))
            skipped += 1
            continue
        signal.alarm(CASE_LIMIT)
        begin = time.time()
        try:
            print("%s: %s (%.0f s in all)" % (name, play(o.hale, o.tool, case), time.time() - begin), flush=True)
        except (Failed, cib.Unfit, subprocess.TimeoutExpired) as error:
            print("%s: FAILED: %s" % (name, error), flush=True)
            bad += 1
        signal.alarm(0)
    return 1 if bad else SKIPPED if skipped == len(o.cases) else 0


if __name__ == "__main__":
    sys.exit(main())
