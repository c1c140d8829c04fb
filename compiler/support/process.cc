#include "compiler/support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace hale {

namespace {

constexpr std::size_t kMaxOutput = std::size_t{1} << 28;

struct Pipe {
    int read = -1, write = -1;
    bool open() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
        read = ends[0];
        write = ends[1];
        return true;
    }
    static void close(int& fd) {
        if (fd >= 0) ::close(fd);
        fd = -1;
    }
    ~Pipe() {
        close(read);
        close(write);
    }
};

[[noreturn]] void become(const std::vector<std::string>& argv, Pipe& in, Pipe& out, Pipe& err, Pipe& failure,
                         const std::vector<std::pair<std::string, std::string>>& environment) {
    ::setpgid(0, 0);  // so that its children can be ended with it
    ::dup2(in.read, STDIN_FILENO);
    ::dup2(out.write, STDOUT_FILENO);
    ::dup2(err.write, STDERR_FILENO);
    for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
    std::vector<char*> words;
    for (const std::string& word : argv) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    ::execvp(words[0], words.data());
    const int why = errno;
    (void)!::write(failure.write, &why, sizeof why);
    ::_exit(127);
}

/// Takes what there is. False: the other end is closed.
bool take(int fd, std::string& out) {
    std::array<char, 65536> buffer{};
    const ssize_t n = ::read(fd, buffer.data(), buffer.size());
    if (n > 0 && out.size() < kMaxOutput) out.append(buffer.data(), static_cast<std::size_t>(n));
    return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN));
}

using Clock = std::chrono::steady_clock;

/// Feeds and reads until both outputs are closed. False: the time is over.
bool converse(const std::string& input, Pipe& in, Pipe& out, Pipe& err, Clock::time_point end, ProcessResult& result) {
    std::size_t written = 0;
    ::fcntl(in.write, F_SETFL, O_NONBLOCK);
    while (out.read >= 0 || err.read >= 0) {
        if (written == input.size()) Pipe::close(in.write);
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
        if (left <= 0) return false;
        std::array<pollfd, 3> fds = {pollfd{out.read, POLLIN, 0}, pollfd{err.read, POLLIN, 0},
                                     pollfd{in.write, POLLOUT, 0}};
        if (::poll(fds.data(), fds.size(), static_cast<int>(left)) < 0 && errno != EINTR) return false;
        if (fds[0].revents != 0 && !take(out.read, result.out)) Pipe::close(out.read);
        if (fds[1].revents != 0 && !take(err.read, result.err)) Pipe::close(err.read);
        if (fds[2].revents != 0) {
            const ssize_t n = ::write(in.write, input.data() + written, input.size() - written);
            if (n > 0) written += static_cast<std::size_t>(n);
            if (n < 0 && errno != EAGAIN && errno != EINTR) written = input.size();
        }
    }
    return true;
}

}  // namespace

ProcessResult HostProcesses::run(const std::vector<std::string>& argv, const std::string& input, int timeout,
                                 const std::vector<std::pair<std::string, std::string>>& environment) {
    ProcessResult result;
    Pipe in, out, err, failure;
    if (argv.empty() || !in.open() || !out.open() || !err.open() || !failure.open()) {
        result.problem = std::strerror(errno);
        return result;
    }
    struct sigaction ignore {
    }, before{};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &ignore, &before);
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::sigaction(SIGPIPE, &before, nullptr);
        become(argv, in, out, err, failure, environment);
    }
    for (int* fd : {&in.read, &out.write, &err.write, &failure.write}) Pipe::close(*fd);
    const bool done = pid > 0 && converse(input, in, out, err, Clock::now() + std::chrono::seconds(timeout), result);
    if (pid > 0 && !done) ::kill(-pid, SIGKILL);
    int status = 0, why = 0;
    while (pid > 0 && ::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    ::sigaction(SIGPIPE, &before, nullptr);
    if (pid < 0)
        result.problem = std::strerror(errno);
    else if (::read(failure.read, &why, sizeof why) == static_cast<ssize_t>(sizeof why))
        result.problem = std::strerror(why);
    else if (!done)
        result.problem = "no answer within " + std::to_string(timeout) + " s";
    else if (WIFSIGNALED(status))
        result.problem = std::string("ended by ") + ::strsignal(WTERMSIG(status));
    else
        result.status = WEXITSTATUS(status);
    return result;
}

TemporaryFolder::TemporaryFolder() {
    const char* base = std::getenv("TMPDIR");
    std::string name = std::string(base != nullptr && *base != '\0' ? base : "/tmp") + "/hale-XXXXXX";
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace hale
