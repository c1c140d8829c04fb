#!/usr/bin/env python3
"""fence_hale on a real cluster of three hosts with stub VMs. CONTRIBUTING.md says what is asserted.

  guests.py --hale PROGRAM --agent fence_hale [--tool live-cluster] [--rounds N] CASE...

Each case: something happens to the host of guest1 (or to the VM), `off` is called on another host, and its success must be later
than the VM's stop or than the end of its host's fencing. Exit code 0, 1, or 77 when this machine cannot run a cluster.
"""
import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

NODES = ("n1", "n2", "n3")
LIMIT = 55  # seconds a case


def vm(name, host, role):
    meta = '<nvpair id="%s-r" name="target-role" value="%s"/>' % (name, role) if role else ""
    return ('<primitive id="{0}" class="ocf" provider="heartbeat" type="VirtualDomain"><instance_attributes id="{0}-a">'
            '<nvpair id="{0}-c" name="config" value="/etc/libvirt/qemu/{0}.xml"/></instance_attributes><meta_attributes id="{0}-m">'
            '<nvpair id="{0}-g" name="allow-migrate" value="true"/>{1}</meta_attributes><operations><op id="{0}-o" name="monitor" '
            'interval="10s" timeout="20s"/></operations></primitive>').format(name, meta), \
           '<rsc_location id="{0}-l" rsc="{0}" node="{1}" score="100"/>'.format(name, host)


def configuration():
    (one, at_one), (two, at_two) = vm("guest1", "n1", None), vm("guest2", "n2", "Started")
    return ('<configuration><crm_config><cluster_property_set id="o"><nvpair id="o1" name="stonith-enabled" value="true"/>'
            '<nvpair id="o4" name="no-quorum-policy" value="freeze"/><nvpair id="o2" name="stonith-timeout" value="20s"/><nvpair id="o3" name="dc-deadtime" value="2s"/>'
            '</cluster_property_set></crm_config><nodes/><resources><primitive id="power" class="stonith" type="fence_lc">'
            '<instance_attributes id="p"><nvpair id="p1" name="pcmk_host_list" value="n1 n2 n3"/></instance_attributes></primitive>'
            + one + two + "</resources><constraints>" + at_one + at_two + "</constraints></configuration>")


class Failed(Exception):
    """An assertion that does not hold, in words."""


class Hosts:
    def __init__(self, tool, hale, agent, case):
        mark = hashlib.sha1((os.path.realpath(__file__) + case).encode()).hexdigest()
        self.dir = os.path.join(tempfile.gettempdir(), "hale-guests-" + mark[:8])
        self.tool, self.hale, self.agent = tool, hale, agent
        net = "10.%d.%d" % (100 + int(mark[8:10], 16) % 100, int(mark[10:12], 16))
        self.environment = dict(os.environ, LC_DIR=self.dir, LC_NAME="hg" + mark[:4], LC_NET=net)
        self.power = os.path.join(self.dir, "power")

    def lc(self, *words, check=True, limit=40):
        done = subprocess.run([self.tool, *words], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=limit, universal_newlines=True)
        if check and done.returncode != 0:
            raise Failed("%s: %s" % (" ".join(words), done.stdout.strip()[-300:]))
        return done.stdout

    def up(self):
        self.lc("up", "3", "--stub")
        with tempfile.NamedTemporaryFile("w", suffix=".xml") as file:
            file.write(configuration())
            file.flush()
            self.lc("push", file.name)
        self.lc("wait", "30")
        self.until(20, lambda: self.runs_on("guest1") and self.runs_on("guest2"), "both guests run")

    def down(self):
        self.lc("down", check=False)
        shutil.rmtree(self.dir, ignore_errors=True)

    def runs_on(self, guest):
        """The live hosts that have the VM: the stub's own state, not the cluster's word."""
        out = []
        for node in NODES:
            if "yes" in self.lc("exec", node, "sh", "-c", "[ -e /run/lc-stub/%s ] && echo yes" % guest, check=False):
                out.append(node)
        return out

    def until(self, seconds, condition, what):
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise Failed("not in %d s: %s" % (seconds, what))
            time.sleep(0.3)

    def fence(self, host, action, guest, timeout=35):
        done = subprocess.run([self.tool, "exec", host, self.agent, "--hale", self.hale, "--power-timeout", str(timeout), "-o", action, "-n", guest],
                              env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout * 2 + 20,
                              universal_newlines=True)
        return done.returncode, done.stdout.strip(), time.time()

    def ops(self):
        with open(os.path.join(self.power, "ops")) as file:
            return [line.split() for line in file]

    def assert_justified(self, guest, host, after, at):
        """Before `at`: the VM was stopped on its host, or its host was fenced."""
        for words in self.ops():
            when, rc = float(words[0]), words[-1]
            if not after <= when <= at or rc != "rc=0":
                continue
            if words[2:4] == [guest, "stop"] and words[1] == host:
                return
            if words[2] == "fence_lc" and words[3] in ("off", "reboot") and words[4] == host:
                return
        raise Failed("off of %s succeeded before it was stopped on %s or that was fenced" % (guest, host))

    def inject(self, name, text=""):
        with open(os.path.join(self.power, name), "w") as file:
            file.write(text)

    def take_back(self, name):
        os.remove(os.path.join(self.power, name))

    def meta(self, guest):
        text = self.lc("exec", "n2", "cibadmin", "--query", "--xpath", "//primitive[@id='%s']" % guest, check=False)
        return text[text.find("<primitive"):]


def off_succeeds(hosts, guest, host, after, where="n3", timeout=35):
    code, said, at = hosts.fence(where, "off", guest, timeout)
    if code != 0:
        raise Failed("off failed: " + said)
    hosts.assert_justified(guest, host, after, at)


def off_and_on(hosts, rounds):
    """off is idempotent; on hands the VM back exactly as it was."""
    for _ in range(rounds):
        for guest, host in (("guest1", "n1"), ("guest2", "n2")):
            before, start = hosts.meta(guest), time.time()
            off_succeeds(hosts, guest, host, start)
            code, said, _ = hosts.fence("n2", "off", guest)
            if code != 0 or hosts.runs_on(guest):
                raise Failed("off again: %d %s" % (code, said))
            if hosts.fence("n1", "status", guest)[0] != 2:
                raise Failed("status is not off")
            code, said, _ = hosts.fence("n3", "on", guest)
            if code != 0 or hosts.runs_on(guest) != [host]:
                raise Failed("on: %d %s" % (code, said))
            if hosts.meta(guest) != before:
                raise Failed("on left something behind: " + hosts.meta(guest))


def host_killed(hosts, _):
    start = time.time()
    hosts.lc("kill-node", "n1")
    off_succeeds(hosts, "guest1", "n1", start)


def cut_off(hosts, _):
    """The host lives on without the others, with the VM running: where the stock backend of fence_virtd answers OFF."""
    hosts.inject("fail.fence_lc")
    start = time.time()
    hosts.lc("isolate", "n1")
    time.sleep(8)
    for action in ("off", "status"):
        code, _, _ = hosts.fence("n3", action, "guest1", 6)
        if code in (0, 2):
            raise Failed("%s says %d while the VM runs on a host that is cut off" % (action, code))
    if hosts.runs_on("guest1") != ["n1"]:
        raise Failed("the case does not hold: the VM does not run on n1")
    hosts.take_back("fail.fence_lc")
    off_succeeds(hosts, "guest1", "n1", start)


def asked_on_the_cut_off_host(hosts, _):
    """The agent itself runs on the host that lost the others: without quorum it never says off."""
    hosts.inject("fail.fence_lc")
    hosts.lc("isolate", "n1")
    for guest in ("guest1", "guest2"):
        code, said, _ = hosts.fence("n1", "off", guest, 10)
        if code == 0:
            raise Failed("off of %s succeeds on a host without quorum: %s" % (guest, said))


def migration_source_lost(hosts, _):
    hosts.inject("delay.guest1.migrate_to", "8")
    hosts.lc("exec", "n2", "crm_resource", "--move", "-r", "guest1", "-N", "n2", check=False)
    time.sleep(2)
    start = time.time()
    hosts.lc("kill-node", "n1")
    off_succeeds(hosts, "guest1", "n1", start)


def migration_target_lost(hosts, _):
    hosts.inject("delay.guest1.migrate_to", "4")
    hosts.lc("exec", "n3", "crm_resource", "--move", "-r", "guest1", "-N", "n2", check=False)
    time.sleep(2)
    start = time.time()
    hosts.lc("kill-node", "n2")
    off_succeeds(hosts, "guest1", "n1", start)
    if hosts.runs_on("guest1"):
        raise Failed("off succeeded, and it runs")


def stop_fails(hosts, _):
    hosts.inject("fail.guest1.stop", "1")
    off_succeeds(hosts, "guest1", "n1", time.time())  # its host has to be fenced for that
    if not any(w[2] == "fence_lc" and w[4] == "n1" for w in hosts.ops() if len(w) > 4):
        raise Failed("n1 was not fenced")


def fencing_fails(hosts, _):
    hosts.inject("fail.fence_lc")
    start = time.time()
    hosts.lc("kill-node", "n1")
    code, said, _ = hosts.fence("n3", "off", "guest1", 12)
    if code != 1:
        raise Failed("off says %d while fencing fails: %s" % (code, said))
    hosts.take_back("fail.fence_lc")
    off_succeeds(hosts, "guest1", "n1", start)


def dc_lost(hosts, _):
    dc = hosts.lc("exec", "n3", "crmadmin", "-D", "-q", check=False).split()
    if dc != ["n1"]:  # the VM goes to the coordinator
        hosts.lc("exec", "n3", "crm_resource", "--move", "-r", "guest1", "-N", dc[-1], check=False)
        hosts.until(15, lambda: hosts.runs_on("guest1") == dc[-1:], "guest1 runs on the coordinator")
    start = time.time()
    hosts.lc("kill-node", dc[-1])
    off_succeeds(hosts, "guest1", dc[-1], start, next(n for n in NODES if n != dc[-1]), 45)


def two_at_once(hosts, _):
    start, problems = time.time(), []

    def one(guest, host, where):
        try:
            off_succeeds(hosts, guest, host, start, where)
        except (Failed, subprocess.SubprocessError) as failure:
            problems.append(str(failure))
    threads = [threading.Thread(target=one, args=a) for a in (("guest1", "n1", "n2"), ("guest2", "n2", "n3"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise Failed("; ".join(problems))


CASES = {f.__name__: f for f in (off_and_on, host_killed, cut_off, asked_on_the_cut_off_host, migration_source_lost,
                                 migration_target_lost, stop_fails, fencing_fails, dc_lost, two_at_once)}


def missing(tool):
    if os.geteuid() != 0:
        return "needs root"
    for program in ("corosync", "pacemakerd", "crm_resource", "ip", "nsenter"):
        if not shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin"):
            return "needs " + program
    return None if tool and os.access(tool, os.X_OK) else "needs the tool live-cluster (HALE_LIVE_CLUSTER)"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--hale", required=True)
    parser.add_argument("--agent", required=True)
    data = os.environ.get("HALE_DATA", "")
    beside = os.path.join(os.path.dirname(data), "tools", "live-cluster", "live-cluster") if data else ""
    parser.add_argument("--tool", default=os.environ.get("HALE_LIVE_CLUSTER", beside))
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("cases", nargs="+", choices=sorted(CASES))
    options = parser.parse_args()
    why = missing(options.tool)
    if why:
        print("SKIPPED: " + why)
        return 77
    bad = 0
    for case in options.cases:
        hosts = Hosts(options.tool, os.path.abspath(options.hale), os.path.abspath(options.agent), case)
        start = time.monotonic()
        try:
            hosts.down()
            hosts.up()
            CASES[case](hosts, options.rounds)
            print("%s: holds (%.0f s)" % (case, time.monotonic() - start))
        except (Failed, subprocess.SubprocessError) as failure:
            print("%s: FAILED: %s" % (case, failure))
            bad = 1
        finally:
            hosts.down()
        sys.stdout.flush()
    return bad


if __name__ == "__main__":
    sys.exit(main())
