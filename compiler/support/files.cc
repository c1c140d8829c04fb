#include "compiler/support/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace hale {

namespace {

std::string reason() { return std::strerror(errno); }  // NOLINT(concurrency-mt-unsafe): hale has one thread

/// A file descriptor that is closed at the end of its scope.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ > STDERR_FILENO) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }

private:
    int fd_;
};

/// The temporary file that a signal handler must remove; empty: none. Written before the file is made.
std::array<char, PATH_MAX + 1> unfinished{};

void remember(const std::string& path) { path.copy(unfinished.data(), unfinished.size() - 1); }
void forget() { std::memset(unfinished.data(), 0, unfinished.size()); }

extern "C" void interrupted(int) {
    if (unfinished[0] != 0) ::unlink(unfinished.data());
    ::_exit(130);
}

bool write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t n = ::write(fd, text.data(), text.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

mode_t mode_for(const std::string& path, bool secret) {
    if (secret) return 0600;
    struct stat st {};
    if (::stat(path.c_str(), &st) == 0) return st.st_mode & 07777u;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666u & ~mask;
}

/// What a chain of symbolic links ends at: replacing the file keeps the link.
std::string resolved(const std::string& path) {
    char* real = ::realpath(path.c_str(), nullptr);
    if (real == nullptr) return path;
    std::string out = real;
    std::free(real);  // NOLINT: realpath allocates
    return out;
}

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

bool replace(const std::string& path, std::string_view text, mode_t mode) {
    std::string temporary = folder_of(path) + "/.hale-XXXXXX";
    const Descriptor fd(::mkstemp(temporary.data()));
    if (!fd) return false;
    remember(temporary);
    const bool done = write_all(fd.get(), text) && ::fchmod(fd.get(), mode) == 0 && ::fsync(fd.get()) == 0 &&
                      ::rename(temporary.c_str(), path.c_str()) == 0;
    const int error = errno;
    if (!done) ::unlink(temporary.c_str());
    forget();
    errno = error;
    return done;
}

void sync_folder(const std::string& path) {
    const Descriptor folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder) ::fsync(folder.get());
}

/// A pipe, a terminal, /dev/stdout: written as it stands, there is nothing to replace.
bool is_special(const std::string& path) {
    struct stat st {};
    return ::stat(path.c_str(), &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

}  // namespace

std::optional<std::string> Disk::read(const std::string& path, std::string& problem) {
    const Descriptor fd(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat st {};
    if (!fd || ::fstat(fd.get(), &st) != 0) {
        problem = reason();
        return std::nullopt;
    }
    if (S_ISDIR(st.st_mode)) {
        problem = "Is a directory";
        return std::nullopt;
    }
    std::string text;
    if (S_ISREG(st.st_mode)) text.resize(static_cast<std::size_t>(st.st_size) + 1);  // one more: to see the end
    std::size_t used = 0;
    for (;;) {
        constexpr std::size_t kChunk = std::size_t{64} << 10;
        if (used == text.size()) text.resize(used + kChunk);
        const ssize_t n = ::read(fd.get(), text.data() + used, text.size() - used);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) problem = reason();
        if (n > 0) used += static_cast<std::size_t>(n);
        if (used > max_size_) problem = "File too large";
        if (!problem.empty()) return std::nullopt;
        if (n == 0) break;
    }
    text.resize(used);
    return text;
}

bool Disk::write(const std::string& path, std::string_view text, bool secret, std::string& problem) {
    bool done = false;
    if (is_special(path)) {
        const Descriptor fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
        done = fd && write_all(fd.get(), text);
    } else {
        const std::string target = resolved(path);
        done = replace(target, text, mode_for(target, secret));
        if (done) sync_folder(target);
    }
    if (!done) problem = reason();
    return done;
}

bool Disk::others_can_read(const std::string& path) {
    struct stat st {};
    return ::stat(path.c_str(), &st) == 0 && S_ISREG(st.st_mode) && (st.st_mode & (S_IRGRP | S_IROTH)) != 0;
}

std::string Disk::real_path(const std::string& path) {
    std::error_code problem;
    const std::filesystem::path real =
        std::filesystem::weakly_canonical(std::filesystem::absolute(path.empty() ? "." : path, problem), problem);
    return problem ? path : real.string();
}

std::optional<std::string> MemoryFiles::read(const std::string& path, std::string& problem) {
    const auto it = files.find(path);
    if (it != files.end()) return it->second;
    problem = "No such file or directory";
    return std::nullopt;
}

bool MemoryFiles::write(const std::string& path, std::string_view text, bool, std::string&) {
    files[path] = text;
    return true;
}

void exit_cleanly_when_interrupted() {
    struct sigaction action {};
    action.sa_handler = interrupted;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaction(signal, &action, nullptr);
}

}  // namespace hale
