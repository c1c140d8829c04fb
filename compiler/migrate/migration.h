#pragma once
// What the steps share. One file per step.

#include <optional>
#include <set>

#include "compiler/migrate/migrate.h"

namespace hale::migrate {

/// A piece of the input that does not come over as it is.
struct Loss {
    source::Span at;
    ledger::Disposition disposition = ledger::Disposition::Impossible;
    std::string how, alternative;
    int code = 0;
    bool gravest = false;
};

struct Migration {
    Input& input;
    const Wishes& wishes;
    Result& result;
    std::vector<Loss> losses;
    std::set<std::string> param_names;
    std::set<std::uint32_t> derived;  // blocks that got values, by where they begin
    diag::Sink told;  // by the last round, which refused nothing

    bool from(std::string_view manager) const { return input.reader != nullptr && input.reader->name() == manager; }
    /// The cluster's block; nullptr when there is none.
    block::Block* cluster();
    model::OriginId origin(source::Span span);
    block::Attr attr(std::string name, model::Value value, source::Span at);
    block::Block block(std::string name, std::vector<std::string> labels, source::Span at);
    void lose(Loss loss) { losses.push_back(std::move(loss)); }
};

/// The child blocks that the old manager's own words are kept in.
std::vector<block::Block*> natives_of(block::Block& owner, std::string_view manager);
block::Block* child_of(block::Block& owner, std::string_view name);
std::string text_of(const block::Block& b, std::string_view name);

// ---- prepare_fencing.cc: no fence device and no argument of one is ever left behind ----
void prepare_fencing(Migration& m);
// ---- prepare_resources.cc: own agents, scripts, what a failed stop does ----
void prepare_resources(Migration& m);
// ---- prepare_corosync.cc: cman's defaults that corosync does not have ----
void prepare_corosync(Migration& m);
// ---- settle.cc: builds until nothing is refused; gives the model ----
bool settle(Migration& m);
// ---- derive.cc: values that the target needs; true when the block got one ----
bool derive(Migration& m, const std::vector<block::Block*>& path);
// ---- account.cc ----
void account(Migration& m);
// ---- defaults.cc ----
void defaults(Migration& m);

}  // namespace hale::migrate
