#include "compiler/support/run.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "compiler/support/files.h"

namespace hale {

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void become(char* const* argv, int out) {
    ::setpgid(0, 0);
    const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    ::dup2(null, STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(null, STDERR_FILENO);
    ::execvp(argv[0], argv);
    ::_exit(127);
}

/// Reads until the end; false when the time is over or the text too long.
bool read_all(int from, Clock::time_point until, std::string& text) {
    std::array<char, 65536> buffer{};
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
        pollfd waiting{from, POLLIN, 0};
        const int ready = left > 0 ? ::poll(&waiting, 1, static_cast<int>(left)) : 0;
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return false;
        const ssize_t n = ::read(from, buffer.data(), buffer.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return n == 0;
        text.append(buffer.data(), static_cast<std::size_t>(n));
        if (text.size() > kMaxFileSize) return false;
    }
}

int wait_for(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

std::optional<Ran> run_program(const std::vector<std::string>& words, std::chrono::milliseconds timeout,
                               std::string& problem) {
    std::vector<char*> argv;
    for (const std::string& w : words) argv.push_back(const_cast<char*>(w.c_str()));
    argv.push_back(nullptr);
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
        problem = std::strerror(errno);  // NOLINT(concurrency-mt-unsafe): hale has one thread
        return std::nullopt;
    }
    const pid_t child = ::fork();
    if (child == 0) become(argv.data(), pipe[1]);
    ::close(pipe[1]);
    Ran out;
    const bool whole = child > 0 && read_all(pipe[0], Clock::now() + timeout, out.output);
    ::close(pipe[0]);
    if (child > 0 && !whole) {
        ::kill(-child, SIGKILL);
        ::kill(child, SIGKILL);  // when it had no time to make its group
    }
    if (child > 0) out.exit_code = wait_for(child);
    if (whole && out.exit_code != 127) return out;
    problem = words.front() + (whole ? " cannot be run" : " did not answer in time");
    return std::nullopt;
}

}  // namespace hale
