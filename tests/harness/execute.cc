#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "compiler/cli/cli.h"
#include "tests/harness/case.h"

namespace hale::golden {

namespace {

constexpr unsigned kSeconds = 60;  // CPU time of one run, generous for sanitizer builds

std::vector<std::string> command_line(const Case& test, const Run& run) {
    std::vector<std::string> args = {"hale", run.args.at(0), test.path.filename().string()};
    args.insert(args.end(), run.args.begin() + 1, run.args.end());
    if (!run.raw) args.insert(args.end(), {"--error-format", "json"});
    return args;
}

[[noreturn]] void child(const Case& test, const Run& run, std::FILE* out, std::FILE* err) {
    std::filesystem::current_path(std::filesystem::absolute(test.path).parent_path());
    for (const std::string& e : test.environment) ::putenv(::strdup(e.c_str()));
    const rlimit limit = {kSeconds, kSeconds};
    ::setrlimit(RLIMIT_CPU, &limit);
    ::dup2(::fileno(out), STDOUT_FILENO);
    ::dup2(::fileno(err), STDERR_FILENO);
    std::vector<std::string> args = command_line(test, run);
    std::vector<char*> argv;
    for (std::string& a : args) argv.push_back(a.data());
    argv.push_back(nullptr);
    const int code = cli::run(static_cast<int>(args.size()), argv.data());
    std::fflush(nullptr);
    ::_exit(code);
}

std::string all_of(std::FILE* file) {
    std::string text;
    std::rewind(file);
    char buffer[65536];
    while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, file)) text.append(buffer, n);
    return text;
}

}  // namespace

Outcome execute(const Case& test, std::size_t n) {
    std::FILE* out = std::tmpfile();
    std::FILE* err = std::tmpfile();
    std::fflush(nullptr);
    const pid_t pid = ::fork();
    if (pid == 0) child(test, test.runs[n], out, err);
    int status = 0;
    ::waitpid(pid, &status, 0);
    Outcome outcome;
    outcome.out = all_of(out);
    outcome.err = all_of(err);
    std::fclose(out);
    std::fclose(err);
    if (WIFSIGNALED(status)) {
        outcome.failure =
            fmt::format("killed by signal {} ({})\n{}", WTERMSIG(status), ::strsignal(WTERMSIG(status)), outcome.err);
    } else {
        outcome.exit_code = WEXITSTATUS(status);
    }
    return outcome;
}

}  // namespace hale::golden
