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
/// HL3113: fencing is switched off.
void fencing_off(const Facts& facts, diag::Sink& sink);
/// HL6010: words that Pacemaker has better ones for.
void old_words(const Facts& facts, diag::Sink& sink);
/// HL6008: no stickiness. HL6009: no limit on restarts in place.
void defaults(const Facts& facts, diag::Sink& sink);

}  // namespace hale::lint
