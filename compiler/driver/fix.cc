#include "compiler/driver/fix.h"
#include "compiler/support/breakage.h"

#include <algorithm>
#include <map>

namespace hale::driver {

namespace {

constexpr int kRounds = 8;  // a fix may uncover another mistake; not for ever

/// Edits by where they begin; none overlaps another.
class Edits {
public:
    /// False, and nothing taken, when an edit overlaps one that was taken.
    bool take(const std::vector<diag::Edit>& edits) {
        for (const diag::Edit& edit : edits) {
            if (!fits(edit)) return false;
        }
        bool fresh = false;
        for (const diag::Edit& edit : edits) fresh |= by_begin_.try_emplace(edit.span.begin, edit).second;
        return fresh;
    }

    std::string applied(std::string_view text) const {
        std::string out;
        std::size_t at = 0;
        for (const auto& [begin, edit] : by_begin_) {
            out.append(text.substr(at, begin - at)).append(edit.text);
            at = edit.span.end;
        }
        return out.append(text.substr(at));
    }

private:
    /// It is one that was taken (a loop's body is found wrong once for each iteration), or it touches none.
    bool fits(const diag::Edit& edit) const {
        const auto same = by_begin_.find(edit.span.begin);
        if (same != by_begin_.end()) return same->second.span == edit.span && same->second.text == edit.text;
        const auto next = by_begin_.lower_bound(edit.span.begin);
        if (next != by_begin_.end() && HALE_BREAK("fix.overlap", next->first < edit.span.end, false)) return false;
        return next == by_begin_.begin() || std::prev(next)->second.span.end <= edit.span.begin;
    }

    std::map<std::uint32_t, diag::Edit> by_begin_;
};

/// The files as they are, but for one.
class Overlay final : public FileSystem {
public:
    Overlay(FileSystem& below, std::string path, std::string text)
        : below_(below), path_(std::move(path)), text_(std::move(text)) {}
    std::optional<std::string> read(const std::string& path, std::string& problem) override {
        return path == path_ ? std::optional(text_) : below_.read(path, problem);
    }
    bool write(const std::string&, std::string_view, bool, std::string&) override { return false; }
    bool others_can_read(const std::string& path) override { return below_.others_can_read(path); }
    std::string real_path(const std::string& path) override { return below_.real_path(path); }

private:
    FileSystem& below_;
    std::string path_, text_;
};

}  // namespace

Fixed apply_fixes(const std::vector<diag::Diagnostic>& diagnostics, source::FileId file, std::string_view text) {
    Edits edits;
    std::size_t count = 0;
    for (const diag::Diagnostic& d : diagnostics) {
        for (const diag::Fix& fix : d.fixes) {
            const bool here = std::all_of(fix.edits.begin(), fix.edits.end(),
                                          [&](const diag::Edit& edit) { return edit.span.file == file; });
            if (HALE_BREAK("fix.unsafe", fix.safety != diag::FixSafety::Safe,
                           fix.safety == diag::FixSafety::Placeholder) ||
                !here || !edits.take(fix.edits))
                continue;
            ++count;
            break;  // others are other ways to mend the same
        }
    }
    return {edits.applied(text), count};
}

Fixed fixed(const std::string& path, std::string text, const SessionOptions& options, FileSystem& files) {
    Fixed out{std::move(text), 0};
    Fixed next = out;
    std::size_t errors = 0;
    for (int round = 0; round <= kRounds; ++round) {
        Overlay overlay(files, path, next.text);
        Session session(options, overlay);
        if (!session.load(path) || session.reader() != nullptr) return out;
        if (round != 0 && session.sink.error_count() > errors) return out;
        out = next;
        errors = session.sink.error_count();
        Fixed more = apply_fixes(session.sink.diagnostics(), session.main, next.text);
        if (more.count == 0) return out;
        next = {std::move(more.text), out.count + more.count};
    }
    return out;
}

}  // namespace hale::driver
