#include "compiler/driver/run_command.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

extern char** environ;  // NOLINT

namespace hale::driver {

namespace {

constexpr std::string_view kPlace = "{name}";
constexpr std::size_t kMostOutput = std::size_t{64} << 10;
using Clock = std::chrono::steady_clock;

bool is_shell(std::string_view program) {
    const std::string_view base = program.substr(program.rfind('/') + 1);
    static constexpr std::array<std::string_view, 7> shells = {"sh", "bash", "dash", "ksh", "zsh", "ash", "fish"};
    return std::find(shells.begin(), shells.end(), base) != shells.end();
}

std::vector<char*> without_secrets() {
    std::vector<char*> out;
    for (char** e = environ; e != nullptr && *e != nullptr; ++e) {
        if (!std::string_view(*e).starts_with("HALE_SECRET_")) out.push_back(*e);
    }
    out.push_back(nullptr);
    return out;
}

[[noreturn]] void child(const std::vector<std::string>& words, std::vector<char*>& environment, int out) {
    ::setpgid(0, 0);
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (const std::string& w : words) argv.push_back(const_cast<char*>(w.c_str()));  // NOLINT: exec takes no const
    argv.push_back(nullptr);
    ::execvpe(argv.front(), argv.data(), environment.data());
    ::_exit(127);
}

/// Reads until the end; false when the time is over or it is too much (`problem` says which).
bool read_all(int fd, Clock::time_point end, std::string& text, std::string& problem) {
    std::array<char, 4096> buffer{};
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
        pollfd waiting{fd, POLLIN, 0};
        const int ready = left <= 0 ? 0 : ::poll(&waiting, 1, static_cast<int>(left));
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return problem = "it took too long", false;
        const ssize_t n = ::read(fd, buffer.data(), buffer.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return true;
        text.append(buffer.data(), static_cast<std::size_t>(n));
        if (text.size() > kMostOutput) return problem = "it prints more than 64 KiB", false;
    }
}

/// Waits until the time is over; nothing when it has not ended by then.
std::optional<int> wait_for(pid_t pid, Clock::time_point end) {
    for (;;) {
        int status = 0;
        const pid_t done = ::waitpid(pid, &status, WNOHANG);
        if (done == pid) return status;
        if (done < 0 && errno != EINTR) return std::nullopt;
        if (Clock::now() >= end) return std::nullopt;
        ::usleep(2000);
    }
}

}  // namespace

std::optional<std::vector<std::string>> command_words(std::string_view line) {
    std::vector<std::string> out;
    bool inside = false;
    char quote = '\0';
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool blank = c == ' ' || c == '\t' || c == '\n';
        if (quote == '\0' && blank) {
            inside = false;
            continue;
        }
        if (!inside) out.emplace_back();
        inside = true;
        if (quote == '\0' && (c == '\'' || c == '"')) {
            quote = c;
        } else if (c == quote) {
            quote = '\0';
        } else if (c == '\\' && quote != '\'' && i + 1 < line.size()) {
            out.back() += line[++i];
        } else {
            out.back() += c;
        }
    }
    if (quote != '\0') return std::nullopt;
    return out;
}

std::optional<std::vector<std::string>> with_name(std::vector<std::string> words, const std::string& name,
                                                  std::string& problem) {
    bool found = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string& word = words[i];
        if (word.find(kPlace) == std::string::npos) continue;
        found = true;
        if (i > 0 && is_shell(words.front()) && words[i - 1].starts_with('-') && words[i - 1].ends_with('c')) {
            problem = "the name of a secret never becomes part of a script: write `sh -c '… \"$1\" …' sh {name}`";
            return std::nullopt;
        }
        std::string replaced;
        std::string_view rest = word;
        for (std::size_t at = rest.find(kPlace); at != std::string_view::npos; at = rest.find(kPlace)) {
            replaced.append(rest.substr(0, at)).append(name);
            rest.remove_prefix(at + kPlace.size());
        }
        word = replaced.append(rest);
    }
    if (!found) words.push_back(name);
    return words;
}

Ran run_command(const std::vector<std::string>& words, std::chrono::milliseconds limit) {
    if (words.empty()) return {std::nullopt, "the command is empty"};
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return {std::nullopt, std::strerror(errno)};
    std::vector<char*> environment = without_secrets();
    const pid_t pid = ::fork();
    if (pid == 0) child(words, environment, pipe[1]);
    ::close(pipe[1]);
    if (pid < 0) {
        ::close(pipe[0]);
        return {std::nullopt, "it cannot be started"};
    }
    const Clock::time_point end = Clock::now() + limit;
    Ran out;
    std::string text;
    const bool whole = read_all(pipe[0], end, text, out.problem);
    ::close(pipe[0]);
    const std::optional<int> status = whole ? wait_for(pid, end) : std::nullopt;
    if (!status) {
        if (out.problem.empty()) out.problem = "it took too long";
        ::kill(-pid, SIGKILL);
        ::kill(pid, SIGKILL);
        ::waitpid(pid, nullptr, 0);
        return out;
    }
    if (!WIFEXITED(*status) || WEXITSTATUS(*status) != 0) {
        const int code = WIFEXITED(*status) ? WEXITSTATUS(*status) : -1;
        out.problem = code == 127 ? "it cannot be run" : code < 0 ? "it was killed" : fmt::format("it exited with {}", code);
        return out;
    }
    if (text.ends_with('\n')) text.pop_back();
    if (text.ends_with('\r')) text.pop_back();
    out.output = std::move(text);
    return out;
}

}  // namespace hale::driver
