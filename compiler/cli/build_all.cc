// `hale build FILE --all -o DIR`: every file of every cluster in one run, each below DIR/CLUSTER. Nothing is written
// when anything is wrong anywhere: files of two clusters that belong together change together.

#include "compiler/cli/build_all.h"

#include <algorithm>
#include <filesystem>

#include "backends/backend.h"
#include "compiler/cli/output.h"
#include "compiler/driver/secrets.h"

namespace hale::cli {

namespace {

struct Product {
    std::string path;
    backends::OutputFile file;
};

/// What a cluster needs: what it says it is for, or Pacemaker; Pacemaker runs on corosync; and fence_virtd where it is
/// described.
std::vector<std::string> targets_of(const model::Cluster& cluster) {
    std::vector<std::string> out = cluster.targets;
    if (out.empty()) out.emplace_back("pacemaker");
    const auto has = [&](const char* name) { return std::find(out.begin(), out.end(), name) != out.end(); };
    const auto& blocks = cluster.constructs;
    const bool daemon =
        std::any_of(blocks.begin(), blocks.end(), [](const auto& b) { return b.name == "fence_virtd"; });
    if (has("pacemaker") && !has("corosync")) out.emplace_back("corosync");
    if (daemon && !has("fence_virt")) out.emplace_back("fence_virt");
    return out;
}

std::vector<Product> compile(driver::Session& session, const Options& options, driver::Secrets& secrets) {
    std::vector<Product> out;
    for (const model::Cluster& cluster : session.model.clusters) {
        for (const std::string& target : targets_of(cluster)) {
            backends::BuildOptions building;
            building.secrets = [&](std::string_view name) { return secrets.resolve(name); };
            building.pacemaker_release = options.pacemaker_release;
            building.config_version = options.config_version;
            auto file = backends::find_backend(target)->build(session.model, cluster, building, session.sink);
            if (!file) continue;
            std::string path = options.output + "/" + cluster.name + "/" + file->name;
            out.push_back({std::move(path), std::move(*file)});
        }
    }
    return out;
}

int write(FileSystem& files, const std::vector<Product>& products, bool secret) {
    for (const Product& p : products) {
        std::error_code error;
        std::filesystem::create_directories(std::filesystem::path(p.path).parent_path(), error);
        std::string why = error.message();
        if (!error && files.write(p.path, p.file.text, secret, why)) continue;
        say(fmt::format("cannot write `{}`: {}", p.path, why));
        return kUsage;
    }
    return kFine;
}

int compare(FileSystem& files, const std::vector<Product>& products) {
    int code = kFine;
    for (const Product& p : products) {
        std::string why;
        if (files.read(p.path, why) == p.file.text) continue;
        say(fmt::format("`{}` is out of date", p.path));
        code = kFindings;
    }
    return code;
}

}  // namespace

int build_all(driver::Session& session, const Options& options, driver::Secrets& secrets) {
    std::vector<Product> products;
    if (!session.sink.has_errors()) products = compile(session, options, secrets);
    const int found = finish(session, options);
    if (found != kFine || session.sink.has_errors()) return kFindings;
    return options.check ? compare(session.files, products) : write(session.files, products, secrets.used());
}

}  // namespace hale::cli
