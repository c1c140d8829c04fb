#!/usr/bin/env python3
"""The real fence_virtd takes what hale writes, and fences a guest under the name that the compiled guest CIB has for it.

  fence_virtd.py --hale PROGRAM

No hypervisor is needed: libvirt's test driver holds the machines. Exit code 0, 1, or 77 when the packages are missing.
"""
import argparse
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

DESCRIPTION = """cluster hosts {{
  targets = [pacemaker]
  fence_device ipmi fence_ipmilan {{ login = "ha" }}
  node h1 {{ id = 1  fence {{ ipmi {{ ip = "10.9.0.11" }} }} }}
  node h2 {{ id = 2  fence {{ ipmi {{ ip = "10.9.0.12" }} }} }}
  vm web1 {{ xml = "/etc/libvirt/qemu/web1.xml" }}
  vm web2 {{ xml = "/etc/libvirt/qemu/web2.xml"  apart_from = web1 }}
  fence_virtd {{
    module_path = "{modules}"
    foreground = true
    virt_listener tcp {{ key_file = "{dir}/key"  address = "127.0.0.1"  port = {port}  family = ipv4 }}
    virt_backend libvirt {{ uri = "test:///{dir}/domains.xml" }}
  }}
}}
cluster web {{
  targets = [pacemaker]
  fence_device hosts fence_virt {{ ip = "127.0.0.1"  ipport = {port}  key_file = "{dir}/key" }}
  node w1 {{ id = 1  runs_in = hosts.web1 }}
  node w2 {{ id = 2  runs_in = hosts.web2 }}
  service www {{ ip "10.0.0.5/24" {{}} }}
}}
"""
DOMAIN = "<domain type='test'><name>web%d</name><uuid>%d1111111-1111-1111-1111-111111111111</uuid><memory>8192</memory><os><type>hvm</type></os></domain>"


def fail(text):
    print("FAILED: " + text)
    return 1


def check(hale, where, modules):
    port = 20000 + os.getpid() % 20000
    path = os.path.join(where, "both.hale")
    with open(path, "w") as file:
        file.write(DESCRIPTION.format(dir=where, modules=modules, port=port))
    with open(os.path.join(where, "key"), "wb") as file:
        file.write(os.urandom(4096))
    with open(os.path.join(where, "domains.xml"), "w") as file:
        file.write("<node>%s%s</node>" % (DOMAIN % (1, 1), DOMAIN % (2, 2)))
    out = os.path.join(where, "out")
    done = subprocess.run([hale, "build", path, "--all", "-o", out], stderr=subprocess.PIPE, universal_newlines=True)
    if done.returncode != 0:
        return fail("hale build --all: " + done.stderr)
    with open(os.path.join(out, "web", "cib.xml")) as file:
        maps = re.findall(r'name="pcmk_host_map" value="([^"]*)"', file.read())
    plugs = dict(pair.split(":") for m in maps for pair in re.split("[; ]+", m) if pair)
    if plugs != {"w1": "web1", "w2": "web2"}:
        return fail("the guests' CIB maps %s" % plugs)
    log = open(os.path.join(where, "log"), "w")
    daemon = subprocess.Popen(["fence_virtd", "-F", "-f", os.path.join(out, "hosts", "fence_virt.conf"), "-p", os.path.join(where, "pid")],
                              stdout=log, stderr=subprocess.STDOUT)
    try:
        return talk(plugs["w1"], port, os.path.join(where, "key"), daemon)
    finally:
        daemon.kill()
        daemon.wait()
        log.close()


def talk(guest, port, key, daemon):
    def ask(action):
        return subprocess.run(["fence_virt", "-T", "127.0.0.1", "-p", str(port), "-k", key, "-o", action, "-n", guest],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=15).returncode
    end = time.monotonic() + 10
    while ask("status") != 0:
        if daemon.poll() is not None:
            return fail("fence_virtd does not take the file (%d)" % daemon.returncode)
        if time.monotonic() > end:
            return fail("fence_virtd does not find %s" % guest)
        time.sleep(0.3)
    said = [ask(action) for action in ("off", "status", "on", "status")]
    if said != [0, 2, 0, 0]:
        return fail("off, status, on, status of %s: %s" % (guest, said))
    print("holds: %s found, fenced and started again" % guest)
    return 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--hale", required=True)
    options = parser.parse_args()
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    modules = glob.glob("/usr/lib/*/fence-virt") + glob.glob("/usr/lib*/fence-virt")
    for program in ("fence_virtd", "fence_virt"):
        if not shutil.which(program) or not modules:
            print("SKIPPED: needs " + program)
            return 77
    with tempfile.TemporaryDirectory() as where:
        return check(os.path.abspath(options.hale), where, modules[0])


if __name__ == "__main__":
    sys.exit(main())
