#pragma once
// A model to corosync.conf (docs/reference/corosync.md says which word becomes which key). Always the same order of
// sections: totem, nodelist, quorum, then the others as written, then what `native corosync` adds.
//
// What is special, beside the mapping rows of the kinds:
//   - `version: 2` and `provider: corosync_votequorum` are always written, the latter unless `provider = none`;
//   - links: `addresses` are ring0_addr, ring1_addr …; a node without any has its own name as ring0_addr, as under
//   cman;
//     `altname` is the next link;
//   - a node without `id` gets a free number in written order, as in the CIB, unless totem says `nodeids = automatic`;
//   - words that cman keeps in its own element (transport, port, broadcast, keyfile, multicast of the quorum block) go
//     to totem and to the interface of link 0, where totem does not say the same itself;
//   - `expected_votes = 1` beside `two_node` is cman's spelling of two_node, and is left out;
//   - two nodes of one vote each get two_node where nothing is said of quorum, as under cman.

#include <optional>

#include "backends/common/spelling.h"
#include "backends/corosync/document.h"
#include "compiler/model/model.h"

namespace hale::corosync {

/// The document, or nothing when something was refused: HL4002..HL4008 by the mapping rows, HL4200..HL4213 here.
std::optional<Document> lower(const model::Model& model, const model::Cluster& cluster,
                              const backends::BuildOptions& options, diag::Sink& sink);

/// Two nodes with one vote each.
bool is_pair(const Document& document);

/// How corosync spells values.
const backends::Spelling& spelling();

}  // namespace hale::corosync
