#pragma once
// Models by hand, for tests of what comes after the front end: a dozen kinds with rgmanager's levels, and one call for
// every entity. The kinds are the test's own: what a test expects does not change when stdlib-agents does.
//
//     ModelBuilder m({"n1", "n2"});
//     const auto web = m.service("web");
//     const auto data = m.add(web, "fs", "data", {{"device", "/dev/vg/data"}, {"mountpoint", "/srv"}});
//     m.finish();

#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "compiler/model/model.h"

namespace hale::test {

using Texts = std::vector<std::pair<std::string, std::string>>;

class ModelBuilder {
public:
    /// A cluster `c` with these nodes, numbered from 1, each fenced by a device of its own.
    explicit ModelBuilder(const std::vector<std::string>& nodes);

    model::Cluster& cluster() { return model_.clusters.front(); }
    const model::Model& model() const { return model_; }

    model::UseId service(const std::string& label, const std::string& kind = "service");
    /// A resource inside `parent`; `texts` become string attributes.
    model::UseId add(model::UseId parent, const std::string& kind, const std::string& label, const Texts& texts = {});
    model::ResourceId shared(const std::string& kind, const std::string& label, const Texts& texts = {});
    model::UseId use(model::UseId parent, model::ResourceId resource);

    model::Policy& policy(model::UseId service) {
        return cluster().services[cluster().at(service).service.index].policy;
    }
    void relate(model::UseId from, model::RelationKind kind, model::UseId to, bool hard = true);
    model::DomainId domain(const std::string& name, const std::vector<std::size_t>& nodes, bool ordered,
                           bool restricted, bool failback = true);

    /// Inheritance of plain attributes and order. Call last.
    void finish();

    static const schema::Kind& kind(const std::string& name);
    static model::Attribute text(const std::string& name, const std::string& value);

private:
    model::ResourceId resource(const std::string& kind, const std::string& label, const Texts& texts);
    model::UseId place(model::ResourceId resource, model::ServiceId service, model::UseId parent);

    model::Model model_;
};

template <class T>
void set(model::Field<T>& field, T value) {
    field.value = std::move(value);
}

}  // namespace hale::test
