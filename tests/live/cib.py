"""What a compiled CIB needs before strangers' machines can run it."""
import xml.etree.ElementTree as ET

HOLD = "hale-live-hold"


class Unfit(Exception):
    """The CIB cannot be run here."""


def meta(element, name, otherwise=""):
    for s in element.findall("meta_attributes"):
        for pair in s.findall("nvpair"):
            if pair.get("name") == name:
                return pair.get("value") or ""
    return otherwise


def yes(text):
    return text.lower() in ("true", "yes", "on", "y", "1")


def holding():
    """The properties under which nothing starts."""
    out = ET.Element("cluster_property_set", id=HOLD)
    ET.SubElement(out, "nvpair", id=HOLD + "-1", name="stop-all-resources", value="true")
    return out


def text_of(element):
    return ET.tostring(element, encoding="unicode")


class Adapted:
    """The tool itself renames the nodes, in their order, to n1, n2 …, makes every fence device its own power switch and
    every agent a stand-in. Three things are changed before:
    - sets of properties with a rule on the date go: the test means the same at every hour;
    - the primitive inside a bundle goes: nothing answers in a container that is a stand-in;
    - stop-all-resources is set, in a set of its own, until the test takes it away."""

    def __init__(self, path):
        self.tree = ET.parse(path)
        configuration = self.tree.getroot().find("configuration")
        if configuration is None:
            raise Unfit("no configuration")
        properties = configuration.find("crm_config")
        for s in properties.findall("cluster_property_set"):
            if s.find(".//date_expression") is not None:
                properties.remove(s)
        for bundle in configuration.iter("bundle"):
            for inner in bundle.findall("primitive"):
                bundle.remove(inner)
        properties.append(holding())
        self.members = [n.get("uname") for n in configuration.findall("nodes/node") if n.get("type", "member") != "remote"]
        self.tickets = sorted({t.get("ticket") for t in configuration.iter("rsc_ticket")})
        self.fences = any(p.get("class") == "stonith" for p in configuration.iter("primitive"))
        for pair in properties.iter("nvpair"):
            if pair.get("name") == "stonith-enabled":
                self.fences = self.fences and yes(pair.get("value") or "")
        self.clone_of = {}
        for clone in list(configuration.iter("clone")) + list(configuration.iter("master")):
            for p in clone.iter("primitive"):
                self.clone_of[p.get("id")] = clone.get("id")

    def write(self, path):
        self.tree.write(path)

    def one_per_node(self, a, b):
        """Both are of one clone: what is claimed of them holds within an instance."""
        return a in self.clone_of and self.clone_of[a] == self.clone_of.get(b)
