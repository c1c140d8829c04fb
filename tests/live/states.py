"""What runs where: as a live cluster has it, and as crm_simulate foresees it."""
import os
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter

import cib

ROUNDS = 12


class State:
    """running: (resource, node) -> roles; a clone's instances without their numbers."""

    def __init__(self, report):
        self.running = Counter()
        self.roles = Counter()
        self.fence_devices = set()
        self.failed = []
        self.transitions = []  # of what crm_simulate foresees: the (resource, operation) of each
        root = ET.fromstring(report)
        resources = root.find("resources")
        for r in resources.iter("resource") if resources is not None else ():
            name = r.get("id").split(":")[0]
            if r.get("resource_agent", "").startswith("stonith:"):
                self.fence_devices.add(name)
            if r.get("failed") == "true":
                self.failed.append(name)
            if r.get("active") != "true" or r.get("orphaned") == "true":
                continue
            for node in r.findall("node"):
                self.running[name, node.get("name")] += 1
            self.roles[name, r.get("role")] += 1

    def fencing(self, resource):
        return resource in self.fence_devices

    def differs(self, other):
        """How `other`, the cluster, is not as this one has it; empty: it is. Which node a resource is on is compared for
        everything but fence devices and clones."""
        if other.failed:
            return "failed: " + ", ".join(other.failed)
        words = []
        for key in sorted(self.roles | other.roles):
            if self.roles[key] != other.roles[key]:
                words.append("%s %s: %d, not %d" % (*key, other.roles[key], self.roles[key]))
        return "; ".join(words) or self.elsewhere(other)

    def elsewhere(self, other):
        mine, others = self.singles(), other.singles()
        return "; ".join("%s on %s, not on %s" % (name, others[name], mine[name]) for name in sorted(mine)
                         if others.get(name, mine[name]) != mine[name])

    def singles(self):
        """Resources that run once, and where; fence devices left out."""
        count = Counter(name for name, _ in self.running.elements())
        return {name: node for name, node in self.running if count[name] == 1 and name not in self.fence_devices}


def of_cluster(cluster, node):
    return State(cluster.on(node, "crm_mon", "-1", "--output-as=xml"))


def not_fenced(cluster, node, victim):
    """Why `victim` does not count as fenced; empty: it does, for the fencer and for the scheduler."""
    history = ET.fromstring(cluster.on(node, "stonith_admin", "--history", victim, "--output-as=xml", check=False) or "<x/>")
    if not any(e.get("status") == "success" and e.get("target") == victim for e in history.iter("fence_event")):
        return "no success in the fencing history"
    report = ET.fromstring(cluster.on(node, "crm_mon", "-1", "--output-as=xml"))
    seen = next((n for n in report.findall("nodes/node") if n.get("name") == victim), None)
    if seen is None or seen.get("online") == "true" or seen.get("unclean") == "true":
        return "the node is " + ("unknown" if seen is None else "online" if seen.get("online") == "true" else "unclean")
    return ""


def promotables(root):
    out = set()
    for clone in list(root.iter("clone")) + list(root.iter("master")):
        if clone.tag == "master" or cib.yes(cib.meta(clone, "promotable")):
            out |= {p.get("id") for p in clone.iter("primitive")}
    return out


def score_instances(root, state, roles):
    """What the stand-in says when it starts and when it is promoted: scores of promotion, 5 and 10."""
    for name in promotables(root):
        for node_state in root.findall("status/node_state"):
            node = node_state.get("uname")
            if not state.running[name, node]:
                continue
            transient = node_state.find("transient_attributes")
            if transient is None:
                transient = ET.SubElement(node_state, "transient_attributes", id=node_state.get("id"))
            pairs = transient.find("instance_attributes")
            if pairs is None:
                pairs = ET.SubElement(transient, "instance_attributes", id="status-" + node_state.get("id"))
            pair = next((p for p in pairs.findall("nvpair") if p.get("name") == "master-" + name), None)
            if pair is None:
                pair = ET.SubElement(pairs, "nvpair", id="status-%s-master-%s" % (node_state.get("id"), name),
                                     name="master-" + name)
            pair.set("value", "10" if (name, node) in roles else "5")


def hold(root, held):
    properties = root.find("configuration/crm_config")
    for s in properties.findall("cluster_property_set"):
        if s.get("id") == cib.HOLD:
            properties.remove(s)
    if held:
        properties.append(cib.holding())


def actions_of(graph):
    return {(op.find("primitive").get("id").split(":")[0], op.get("operation")) for op in ET.parse(graph).iter("rsc_op")
            if op.find("primitive") is not None}


def settled(text, folder, stopped=False, lost=None):
    """What crm_simulate has in the end: transition after transition until nothing changes. `stopped`: everything is held
    back; `lost`: this node fails first."""
    root = ET.fromstring(text)
    hold(root, stopped)
    current, result, graph = (os.path.join(folder, name) for name in ("now.xml", "then.xml", "graph.xml"))
    env = dict(os.environ, CIB_shadow_dir=folder, PATH=os.environ["PATH"] + ":/usr/sbin:/sbin")
    events = ["--node-fail", lost] if lost else []
    last, transitions = None, []
    for _ in range(ROUNDS):
        ET.ElementTree(root).write(current)
        p = subprocess.run(["crm_simulate", "-x", current, "-S", "-O", result, "-G", graph, *events], env=env, capture_output=True,
                           text=True, timeout=120)
        if p.returncode:
            raise cib.Unfit("crm_simulate: exit code %d: %s" % (p.returncode, p.stderr))
        events = []
        root = ET.parse(result).getroot()
        report = subprocess.run(["crm_mon", "-1", "--output-as=xml"], env=dict(env, CIB_file=result), capture_output=True,
                                text=True, timeout=60).stdout
        state = State(report)
        transitions.append(actions_of(graph))
        promoted = {(r.get("id").split(":")[0], n.get("name")) for r in ET.fromstring(report).iter("resource")
                    if r.get("role") in ("Promoted", "Master") for n in r.findall("node")}
        score_instances(root, state, promoted)
        now = (state.running, state.roles)
        if now == last:
            state.transitions = transitions
            return state
        last = now
    raise cib.Unfit("crm_simulate comes to no end")
