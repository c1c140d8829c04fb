#pragma once
// Where the disk begins. Everything that reads or writes a file goes through a FileSystem, so that tests run in memory
// and every write is atomic: a reader sees the old file or the new one, never half of one, and an interrupted run
// leaves neither a torn file nor a temporary one behind.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hale {

/// Largest file that is read. Positions are 32 bits, and a larger text is no cluster but a mistake (a device, a dump).
inline constexpr std::size_t kMaxFileSize = std::size_t{512} << 20;

class FileSystem {
public:
    virtual ~FileSystem() = default;
    /// The whole file; `-` is standard input. On failure nothing, and `problem` says why ("No such file or directory").
    virtual std::optional<std::string> read(const std::string& path, std::string& problem) = 0;
    /// Replaces the file at once. `secret`: only the owner may read it (0600); else an existing file keeps its mode.
    virtual bool write(const std::string& path, std::string_view text, bool secret, std::string& problem) = 0;
    /// Somebody but the owner and root may read it.
    virtual bool others_can_read(const std::string& path) = 0;
    /// Both names lead to one file that exists.
    virtual bool same(const std::string& a, const std::string& b) { return a == b; }
    /// What the path comes to when every symbolic link is followed, absolute; itself where that cannot be told.
    virtual std::string real_path(const std::string& path) { return path; }
};

/// The machine's disk.
class Disk : public FileSystem {
public:
    explicit Disk(std::size_t max_size = kMaxFileSize) : max_size_(max_size) {}
    std::optional<std::string> read(const std::string& path, std::string& problem) override;
    bool write(const std::string& path, std::string_view text, bool secret, std::string& problem) override;
    bool others_can_read(const std::string& path) override;
    bool same(const std::string& a, const std::string& b) override;
    std::string real_path(const std::string& path) override;

private:
    std::size_t max_size_;
};

/// Files that live in a map, for tests and editors.
class MemoryFiles : public FileSystem {
public:
    std::map<std::string, std::string> files;
    std::optional<std::string> read(const std::string& path, std::string& problem) override;
    bool write(const std::string& path, std::string_view text, bool secret, std::string& problem) override;
    bool others_can_read(const std::string&) override { return false; }
};

/// The files of a folder and of the folders in it, by name; nothing when it is no folder. Names that begin with a dot are
/// left out, and links to folders are not followed.
std::optional<std::vector<std::string>> files_below(const std::string& folder);

/// Makes SIGINT, SIGTERM and SIGHUP remove an unfinished temporary file and exit with 130. Call once, early.
void exit_cleanly_when_interrupted();

}  // namespace hale
