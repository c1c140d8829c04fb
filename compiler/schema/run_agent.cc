#include "compiler/schema/run_agent.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace hale::schema {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kMaxOutput = std::size_t{4} << 20;

/// Never inherited: credentials and settings of the caller are no business of the agent.
constexpr std::array<const char*, 6> kEnvironment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                                                     "LC_ALL=C",
                                                     "OCF_ROOT=/usr/lib/ocf",
                                                     "OCF_RA_VERSION_MAJOR=1",
                                                     "OCF_RA_VERSION_MINOR=0",
                                                     nullptr};

std::string reason(int error) { return std::strerror(error); }  // NOLINT(concurrency-mt-unsafe): hale has one thread

/// In the child, between fork and exec: only what is allowed there.
[[noreturn]] void become(const char* path, char* const* argv, int out, int report) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int null = ::open("/dev/null", O_RDWR);
    ::dup2(null, STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(null, STDERR_FILENO);
    (void)::chdir("/");
    ::execve(path, argv, const_cast<char* const*>(kEnvironment.data()));
    const int error = errno;
    (void)!::write(report, &error, sizeof error);
    ::_exit(127);
}

/// Kills the agent's whole process group and collects the agent, whatever happened.
class Process {
public:
    Process(pid_t pid, int out) : pid_(pid), out_(out) {}
    ~Process() {
        ::kill(-pid_, SIGKILL);
        ::kill(pid_, SIGKILL);  // when it had no time to make its group
        while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
        }
        ::close(out_);
    }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    std::optional<std::string> read(Clock::time_point until, std::string& problem) const {
        std::string text;
        std::array<char, 65536> buffer{};
        for (;;) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
            pollfd waiting{out_, POLLIN, 0};
            const int ready = left > 0 ? ::poll(&waiting, 1, static_cast<int>(left)) : 0;
            if (ready < 0 && errno == EINTR) continue;
            if (ready <= 0) {
                problem = "it did not answer in time";
                return std::nullopt;
            }
            const ssize_t n = ::read(out_, buffer.data(), buffer.size());
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) break;
            text.append(buffer.data(), static_cast<std::size_t>(n));
            if (text.size() > kMaxOutput) {
                problem = "it answers with more than 4 MiB";
                return std::nullopt;
            }
            // Something that the agent left running may hold the pipe open.
            if (text.find("</resource-agent>",
                          text.size() - std::min<std::size_t>(text.size(), static_cast<std::size_t>(n) + 32)) !=
                std::string::npos)
                break;
        }
        if (text.find_first_not_of(" \t\r\n") != std::string::npos) return text;
        problem = "it answers nothing";
        return std::nullopt;
    }

private:
    pid_t pid_;
    int out_;
};

}  // namespace

AgentRun metadata_run(const std::string& path) {
    const std::string name = path.substr(path.rfind('/') + 1);
    AgentRun run;
    run.path = path;
    run.arguments = name.rfind("fence_", 0) == 0 ? std::vector<std::string>{"-o", "metadata"}
                                                 : std::vector<std::string>{"meta-data"};
    return run;
}

std::optional<std::string> run_agent(const AgentRun& run, std::string& problem) {
    struct stat st {};
    if (::stat(run.path.c_str(), &st) != 0) {
        problem = reason(errno);
        return std::nullopt;
    }
    if (!S_ISREG(st.st_mode) || ::access(run.path.c_str(), X_OK) != 0) {
        problem = "it is no program that can be run";
        return std::nullopt;
    }
    std::vector<std::string> words = run.arguments;
    words.insert(words.begin(), run.path);
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);

    std::array<int, 2> out{}, report{};
    if (::pipe2(out.data(), O_CLOEXEC) != 0) {
        problem = reason(errno);
        return std::nullopt;
    }
    if (::pipe2(report.data(), O_CLOEXEC) != 0) {
        problem = reason(errno);
        ::close(out[0]);
        ::close(out[1]);
        return std::nullopt;
    }
    const pid_t pid = ::fork();
    if (pid == 0) become(run.path.c_str(), argv.data(), out[1], report[1]);
    ::close(out[1]);
    ::close(report[1]);
    if (pid < 0) {
        problem = reason(errno);
        ::close(out[0]);
        ::close(report[0]);
        return std::nullopt;
    }
    const Process child(pid, out[0]);
    int error = 0;
    const bool failed = ::read(report[0], &error, sizeof error) == sizeof error;  // closed by exec
    ::close(report[0]);
    if (failed) {
        problem = reason(error);
        return std::nullopt;
    }
    return child.read(Clock::now() + run.timeout, problem);
}

}  // namespace hale::schema
