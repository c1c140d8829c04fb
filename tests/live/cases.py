"""The configurations that run live. CMakeLists.txt reads the names from the list, one a line."""
import os

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
DATA = os.environ.get("HALE_DATA") or os.path.join(SOURCE, "..", "shared", "data")


class Case:
    """A .hale file or a CIB; options for `hale build`; attributes that an agent would set on every node."""

    def __init__(self, name, path, options=(), attributes=None):
        self.name, self.path, self.options, self.attributes = name, path, list(options), attributes or {}


def example(name, **more):
    return Case(name, os.path.join(SOURCE, "examples", name, name + ".hale"), **more)


def realworld(name, **more):
    return Case(name, os.path.join(DATA, "pacemaker", "realworld", name + ".xml"), **more)


CASES = [
    example("nfs"),
    example("web"),
    example("vms"),
    example("database"),
    example("corosync-knet"),
    example("geo-pacemaker", attributes={"pingd": "1"}),
    realworld("zfs-iscsi"),
    realworld("zfs-iscsi-dual-pool"),
    realworld("cfs-drbd-gfs2-web", options=["--allow", "HL3402"]),  # both nodes behind one power switch's address
    realworld("drbd-kvm-hosts"),
    realworld("drbd-ocfs2-virt-stack"),
    realworld("hawk-rename-clone-instance"),
]


def find(name):
    for case in CASES:
        if case.name == name:
            return case
    if os.path.sep in name:
        return Case(os.path.splitext(os.path.basename(name))[0], name)
    return realworld(name)


def default_tool():
    return os.path.join(DATA, "..", "tools", "live-cluster", "live-cluster")


def secrets(path):
    """The environment that the file's own `# ENV:` lines ask for."""
    out = {}
    if path.endswith(".hale"):
        with open(path, encoding="utf-8") as text:
            for line in text:
                if line.startswith("# ENV: "):
                    name, _, value = line[len("# ENV: "):].strip().partition("=")
                    out[name] = value
    return out
