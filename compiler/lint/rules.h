#pragma once
// The rules; each is one file of this folder and takes one cluster.

#include "compiler/lint/facts.h"

namespace hale::lint {

/// HL3100: resources wait for one another in a circle. HL3101: an order contradicts the one inside a service or group.
void order_cycles(const Facts& facts, diag::Sink& sink);
/// HL3102: two resources must stand together and apart.
void contradicting_colocation(const Facts& facts, diag::Sink& sink);
/// HL3103: what must stand together has no node that all of it may run on.
void nowhere_to_run(const Facts& facts, diag::Sink& sink);
/// HL3104: a device is told to fence a node that the cluster does not have.
void fencing_of_unknown_nodes(const Facts& facts, diag::Sink& sink);
/// HL3253, HL3254, HL3401, HL3411, HL3412: nodes that nobody, or only they themselves, can fence.
void fencing_reach(const Facts& facts, diag::Sink& sink);
/// HL3402 to HL3406: fencing that stops the wrong machine.
void fencing_outlets(const Facts& facts, diag::Sink& sink);
/// HL3407 to HL3410: times of fencing, two nodes that shoot each other, watchdogs, unfencing.
void fencing_times(const Facts& facts, diag::Sink& sink);
/// HL3430 to HL3434: options, meta attributes and defaults that Pacemaker does not read so.
void manager_words(const Facts& facts, diag::Sink& sink);
/// HL3442, HL3443: two nodes with one address; a link with two families.
void node_addresses(const Facts& facts, diag::Sink& sink);
/// HL3441, HL3444, HL3445: names of guests, addresses with a length, connections in groups and constraints.
void remote_nodes(const Facts& facts, diag::Sink& sink);
/// HL3450 to HL3457: what must be promoted, what depends on it, roles that nobody has, clones that wait for clones.
void promotables(const Facts& facts, diag::Sink& sink);
/// HL3470 to HL3474: rules that never hold, nothing that starts, what was left behind.
void matching(const Facts& facts, diag::Sink& sink);
/// HL3483 to HL3485, HL3492 to HL3496: policy that does something else than it looks.
void policy(const Facts& facts, diag::Sink& sink);
/// HL3482, HL3486 to HL3489, HL3491: storage, addresses and machines in the wrong place or at the wrong time.
void storage(const Facts& facts, diag::Sink& sink);
/// HL3480, HL3481: what is alone on its node.
void exclusive(const Facts& facts, diag::Sink& sink);
/// HL3105: two repeated actions of one name and interval. HL6001: no monitor. HL6002: a timeout below the agent's
/// advice. HL3114: one action of a declared kind written twice.
void operations(const Facts& facts, diag::Sink& sink);
/// HL3106 migration, HL3107 promotion, HL3108 cloning that the agent does not support.
void abilities(const Facts& facts, diag::Sink& sink);
/// HL3109: a file system for one node at a time is mounted on several.
void cloned_filesystem(const Facts& facts, diag::Sink& sink);
/// HL3110: an address, a device or a mount point of two resources.
void used_twice(const Facts& facts, diag::Sink& sink);
/// HL6003: a resource uses files of a file system that need not be mounted when it starts.
void before_its_filesystem(const Facts& facts, diag::Sink& sink);
/// HL3112: votes and nodes do not fit together.
void votes(const Facts& facts, diag::Sink& sink);
/// HL6005: a service waits for one that nobody starts.
void never_started(const Facts& facts, diag::Sink& sink);
/// HL6007: an order about an action that the resource never does.
void empty_order(const Facts& facts, diag::Sink& sink);
/// HL3600, HL3601, HL3602, HL6600, HL6601: clusters whose nodes are virtual machines of others.
void guest_clusters(const Facts& facts, diag::Sink& sink);
/// HL3113: fencing is switched off.
void fencing_off(const Facts& facts, diag::Sink& sink);
/// HL6010: words that Pacemaker has better ones for.
void old_words(const Facts& facts, diag::Sink& sink);
/// HL6008: no stickiness. HL6009: no limit on restarts in place.
void defaults(const Facts& facts, diag::Sink& sink);

}  // namespace hale::lint
