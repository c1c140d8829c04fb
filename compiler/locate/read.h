#pragma once
// The readers of each source. All fill or return plain data (status.h) and decide nothing.

#include <functional>
#include <pugixml.hpp>

#include "compiler/locate/locate.h"
#include "compiler/locate/status.h"

namespace hale::locate {

/// Every name of the VM that the domain XML texts tell: name and UUID belong together.
std::set<std::string> names_of(std::string_view vm, std::vector<Text>& domains);

/// The resources that are the VM or may be, from <configuration>, and what the VM runs inside.
void find_candidates(const pugi::xml_node& cib, std::string_view vm, const std::set<std::string>& names,
                     Status& status);

/// Hosts with their records of the candidates, from <status> and <nodes>.
void read_hosts(const pugi::xml_node& cib, Status& status);

/// One lrm_rsc_op.
Operation read_operation(const pugi::xml_node& op, std::string_view host, std::string_view feature_set);

/// Quorum, DC, version: everything that makes the whole CIB doubtful goes to `problems`.
void check_whole(const pugi::xml_node& cib, Status& status);

/// A CIB's root; an empty node when the document is none.
pugi::xml_node cib_root(const pugi::xml_document& document);
Version version_of(const pugi::xml_node& cib);

/// `stonith_admin --history --output-as=xml` or crm_mon's XML.
History read_history(std::string& text);

/// Negative, zero or positive as feature set `a` is older, the same or newer than `b`; nothing when one is no version.
std::optional<int> compare_feature_sets(std::string_view a, std::string_view b);

/// The answer from the XML of `clustat -x`, cman_tool and fence_tool.
Answer locate_rgmanager(const pugi::xml_node& clustat, std::string_view vm, const Sources& sources);

/// A VM by the type of its agent: VirtualDomain, Xen and their kin.
bool is_vm_type(std::string_view type);

}  // namespace hale::locate
