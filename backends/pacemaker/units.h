#pragma once
// Units: the literal road between XML and .hale: one element is one block, in both directions and without inference.
// `raise` makes blocks of the elements of a CIB, `lower` makes the very same elements of what the blocks became in the
// model.
//
//   <primitive id class provider type>   resource ID class:provider:type { name = value … }
//   <primitive class="stonith">          fence_device ID agent { … }       (directly in <resources>)
//   <primitive template>                 resource ID { extends = TEMPLATE … }
//   <template>                           template ID class:provider:type { … }
//   <group> <clone> <bundle>             group ID { … } clone ID { … } bundle ID { … }; their attributes are meta ones
//   <master>                             clone ID { promotable { element = master } … }
//   <meta_attributes>                    meta [ID] { … }
//   <instance_attributes>                the block's own attributes when it comes first and has nothing odd, else
//                                        params [ID] { … }
//   <utilization>                        utilization [ID] { … }
//   <operations><op>                     op NAME { … }; operations [ID] { op … } when the element itself says something
//   anything else                        native pacemaker { "attribute" = "x"  element { … } } (native_xml.h)
//
// Ids that follow the cluster's scheme are left out.
//
//              set of meta attributes    pair                 action
//   hale       web-meta                  web-meta-priority    web-monitor-30s
//   pcs        web-meta_attributes       (the same way)       web-monitor-interval-30s
//   crmsh      web-meta_attributes       (the same way)       web-monitor-30s

#include <string>
#include <string_view>
#include <vector>

#include "backends/pacemaker/lower.h"
#include "backends/pacemaker/raising.h"

namespace hale::pacemaker {

/// Names of a unit that are not instance (or meta) attributes.
bool is_unit_word(std::string_view name);
/// The word of hale for an element (`meta` for meta_attributes), and back; empty for any other.
std::string_view set_word(std::string_view element);
std::string_view set_element(std::string_view word);

// ---- ids ----

/// `element`: meta_attributes, instance_attributes or utilization.
std::string unit_set_id(IdScheme scheme, std::string_view owner, std::string_view element);
std::string op_id(IdScheme scheme, std::string_view owner, std::string_view name, std::string_view interval);
/// The scheme that leaves the fewest ids of the resources (the elements in <resources>) to be spelled out; hale's own
/// when there are none.
IdScheme detect_scheme(const std::vector<xml::Node>& resources);

// ---- lowering ----

/// `op NAME {…}` of `owner`.
xml::Node lower_op(Lowering& l, const std::string& name, const std::vector<model::Attribute>& attributes,
                   const std::vector<model::Block>& blocks, OriginId origin, const std::string& owner);
/// A resource with everything inside it; a fence device; a template.
xml::Node lower_unit(Lowering& l, const model::Resource& resource);
xml::Node lower_unit(Lowering& l, const model::FenceDevice& device);
/// The same as a struct of the document.
Resource to_resource(const xml::Node& node);

// ---- raising ----

block::Block raise_op(Raising& r, const xml::Node& node, const std::string& owner);
/// A child of <resources>. `top`: directly in it.
block::Block raise_unit(Raising& r, const xml::Node& node, bool top);
/// All of <resources>.
void raise_resources(Raising& r, block::Block& cluster);

}  // namespace hale::pacemaker
