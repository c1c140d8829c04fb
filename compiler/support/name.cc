#include "compiler/support/name.h"

#include <mutex>
#include <vector>

namespace hale::interned {

constinit std::array<std::atomic<std::string*>, 22> blocks{};

namespace {

/// Open addressing over the numbers; a slot keeps half of the hash, so that most misses need not read a text.
class Table {
public:
    std::uint32_t number_of(std::string_view text) {
        const std::size_t hash = std::hash<std::string_view>{}(text);
        const std::lock_guard lock(mutex_);
        if ((count_ + 1) * 2 > slots_.size()) grow();
        const auto mark = static_cast<std::uint32_t>(hash >> 32);
        for (std::size_t i = hash & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
            Slot& slot = slots_[i];
            if (slot.number == 0) {
                slot = {add(text), mark};
                return slot.number;
            }
            if (slot.mark == mark && text_of(slot.number) == text) return slot.number;
        }
    }
    std::size_t size() const { return count_; }

private:
    struct Slot {
        std::uint32_t number = 0;  // 0: free
        std::uint32_t mark = 0;
    };

    std::uint32_t add(std::string_view text) {
        const auto number = static_cast<std::uint32_t>(++count_);
        const auto block = static_cast<std::uint32_t>(std::bit_width((number >> kFirstBits) + 1)) - 1;
        std::string* texts = blocks[block].load(std::memory_order_relaxed);
        if (texts == nullptr) {
            texts = new std::string[std::size_t{1} << (block + kFirstBits)];
            blocks[block].store(texts, std::memory_order_release);
        }
        texts[number - (((1u << block) - 1) << kFirstBits)] = text;
        return number;
    }

    void grow() {
        std::vector<Slot> old(slots_.empty() ? 2048 : slots_.size() * 2);
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.number == 0) continue;
            std::size_t i = std::hash<std::string_view>{}(text_of(slot.number)) & (slots_.size() - 1);
            while (slots_[i].number != 0) i = (i + 1) & (slots_.size() - 1);
            slots_[i] = slot;
        }
    }

    std::mutex mutex_;
    std::vector<Slot> slots_;
    std::size_t count_ = 0;
};

/// Never destroyed: names outlive everything.
Table& table() {
    static Table& one = *new Table;
    return one;
}

}  // namespace

std::uint32_t number_of(std::string_view text) { return text.empty() ? 0 : table().number_of(text); }

std::size_t size() { return table().size(); }

const std::string& nothing() {
    static const std::string& none = *new std::string;
    return none;
}

}  // namespace hale::interned
