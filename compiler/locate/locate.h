#pragma once
// Where is a virtual machine, and may its storage be taken? Whoever fences a guest must know three things: where the
// VM runs and its state; where it ran last and how that host is; and, when the host is dead or bad, whether its fencing
// has completed. One answer is made of a CIB with status (or rgmanager's reports), fencing history, and earlier CIBs.
//
// The law of this folder: deleting or ageing information never turns `unsafe` or `running` into `safe`. So `safe` is
// never concluded from silence. Each host that the cluster knows has to say of itself that the VM is stopped there, or
// has to be down by the cluster's own word; anything missing, unread, pending or contradictory is `unsafe`.
//
// What the answer depends on: quorum and the DC's word (a CIB without either proves nothing), one clock a host (order
// of records on it) and roughly equal clocks between hosts (only where a migration's target kept no record of it).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hale::locate {

/// Safe: certainly running nowhere. Running: certainly running. Unsafe: running cannot be ruled out.
enum class Verdict : unsigned char { Safe, Running, Unsafe };

/// What is known of a VM. Empty strings: not known, or does not apply.
struct Answer {
    std::string vm;
    Verdict verdict = Verdict::Unsafe;
    std::string state = "unknown";       // running starting stopping migrating stopped failed unknown
    std::string node;                    // where it runs, starts, stops, failed, or migrates from
    std::string target;                  // where it migrates to
    std::string last_node;               // where it was seen last
    std::string host_state;              // of node, or else of last_node: online pending unclean down fenced unknown
    std::string fencing;                 // of that host: none pending failed completed unknown
    std::vector<std::string> resources;  // the cluster's resources that are this VM
    std::vector<std::string> reasons;    // why not safe; empty when it is
};

/// One text to read, and what to call it.
struct Text {
    std::string name, text;
};

/// Everything an answer is made of. Texts are consumed: reading is in place.
struct Sources {
    std::string cib;                                      // a CIB with status, or the XML of `clustat -x`
    std::optional<std::string> history;                   // `stonith_admin --history --output-as=xml`, or crm_mon's XML
    std::string history_problem;                          // why a history that was asked for is not here
    std::vector<Text> earlier;                            // earlier CIBs, in any order
    std::vector<Text> domains;                            // libvirt's domain XML, to tell names and UUIDs apart
    std::string remembered;                               // the host that locate's own state file names
    std::optional<std::string> cman_nodes, fence_domain;  // rgmanager: `cman_tool nodes`, `fence_tool ls`
};

/// The answer for `vm`: a resource's id, a domain's name or UUID, or a guest node's name. Nothing, and why, when the
/// first source is no readable XML of a kind that is known.
std::optional<Answer> locate(std::string_view vm, Sources& sources, std::string& problem);

/// `safe`, `running` or `unsafe`.
std::string_view name(Verdict verdict);
/// 0 safe, 10 running, 11 unsafe.
int exit_code(Verdict verdict);
/// A few lines for people.
std::string to_text(const Answer& answer);
/// One JSON object (docs/reference/locate.md).
std::string to_json(const Answer& answer);

}  // namespace hale::locate
