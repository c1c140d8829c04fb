#include "compiler/support/files.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <algorithm>
#include <cstring>
#include <filesystem>
#include <string_view>
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

/// Makes the file and remembers it, with no signal in between.
int make_temporary(std::string& name) {
    sigset_t all{}, before{};
    ::sigfillset(&all);
    ::sigprocmask(SIG_BLOCK, &all, &before);
    const int fd = ::mkstemp(name.data());
    const int error = errno;
    if (fd >= 0) remember(name);
    ::sigprocmask(SIG_SETMASK, &before, nullptr);
    errno = error;
    return fd;
}

/// The new file belongs to whom the old one belongs to. Who may not give it away keeps what can be kept.
bool keep_owner(int fd, const std::string& path) {
    struct stat old {}, now {};
    if (::stat(path.c_str(), &old) != 0 || ::fstat(fd, &now) != 0) return true;
    if (old.st_uid == now.st_uid && old.st_gid == now.st_gid) return true;
    if (::fchown(fd, old.st_uid, old.st_gid) != 0) (void)!::fchown(fd, static_cast<uid_t>(-1), old.st_gid);
    return true;
}

bool replace(const std::string& path, std::string_view text, mode_t mode) {
    std::string temporary = folder_of(path) + "/.hale-XXXXXX";
    const Descriptor fd(make_temporary(temporary));
    if (!fd) return false;
    const bool done = write_all(fd.get(), text) && keep_owner(fd.get(), path) && ::fchmod(fd.get(), mode) == 0 &&
                      ::fsync(fd.get()) == 0 && ::rename(temporary.c_str(), path.c_str()) == 0;
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

namespace {

/// `<(command)` of a shell: a pipe that is open already, so that it ends.
bool is_open_pipe(const std::string& path) {
    return path == "-" || path == "/dev/stdin" || path.starts_with("/dev/fd/") || path.starts_with("/proc/self/fd/");
}

/// Why it is not even begun to be read; empty: it is.
std::string refusal(const std::string& path, const struct stat& st, std::size_t max_size) {
    if (S_ISDIR(st.st_mode)) return "Is a directory";
    if (S_ISREG(st.st_mode)) return static_cast<std::size_t>(st.st_size) > max_size ? "File too large" : "";
    if (S_ISFIFO(st.st_mode)) return is_open_pipe(path) ? "" : "It is a named pipe, not a file";
    if (S_ISBLK(st.st_mode)) return "It is a disk, not a file";
    if (S_ISSOCK(st.st_mode)) return is_open_pipe(path) ? "" : "It is a socket, not a file";
    struct stat null {};  // an endless device; a terminal and /dev/null end
    const bool ends = ::isatty(STDIN_FILENO) != 0 && is_open_pipe(path);
    if (ends || (::stat("/dev/null", &null) == 0 && null.st_rdev == st.st_rdev)) return "";
    return "It is a device, not a file";
}

bool is_all_zero(const std::string& text, std::size_t size) {
    return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size), [](char c) { return c == '\0'; });
}

/// Standard input that somebody else made non-blocking.
bool wait_for_more(int fd) {
    pollfd waiting{fd, POLLIN, 0};
    return ::poll(&waiting, 1, -1) > 0;
}

}  // namespace

std::optional<std::vector<std::string>> files_below(const std::string& folder) {
    namespace fs = std::filesystem;
    std::error_code problem;
    if (!fs::is_directory(folder, problem)) return std::nullopt;
    std::vector<std::string> out;
    auto at = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, problem);
    for (; !problem && at != fs::recursive_directory_iterator(); at.increment(problem)) {
        const bool hidden = at->path().filename().string().starts_with('.');
        if (hidden && at->is_directory(problem)) at.disable_recursion_pending();
        if (!hidden && at->is_regular_file(problem)) out.push_back(at->path().string());
    }
    std::sort(out.begin(), out.end());
    return out;
}

bool Disk::same(const std::string& a, const std::string& b) {
    struct stat x {}, y {};
    if (::stat(a.c_str(), &x) != 0 || ::stat(b.c_str(), &y) != 0) return false;
    return x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

std::optional<std::string> Disk::read(const std::string& path, std::string& problem) {
    // Not blocking: a FIFO that nobody writes to would wait for ever before it could be refused.
    const Descriptor fd(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat st {};
    if (!fd || ::fstat(fd.get(), &st) != 0) {
        problem = reason();
        return std::nullopt;
    }
    problem = refusal(path, st, max_size_);
    if (!problem.empty()) return std::nullopt;
    std::string text;
    if (S_ISREG(st.st_mode)) text.resize(static_cast<std::size_t>(st.st_size) + 1);  // one more: to see the end
    std::size_t used = 0;
    for (;;) {
        constexpr std::size_t kChunk = std::size_t{64} << 10;
        if (used == text.size()) text.resize(used + kChunk);
        const ssize_t n = ::read(fd.get(), text.data() + used, text.size() - used);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno == EAGAIN && wait_for_more(fd.get())) continue;
        if (n < 0) problem = reason();
        if (n > 0) used += static_cast<std::size_t>(n);
        if (used > max_size_) problem = "File too large";
        if (n > 0 && !S_ISREG(st.st_mode) && used >= kChunk && is_all_zero(text, used)) problem = "It holds no text";
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
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) ::sigaction(signal, &action, nullptr);
    ::signal(SIGXFSZ, SIG_IGN);  // a limit of file size is then a failed write, which cleans up
}

}  // namespace hale
