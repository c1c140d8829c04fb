#pragma once
// Interned text: every name, word and value text of a run is kept once, and a Name is the number of its text: four
// bytes, copied and compared for equality at no cost. A Name reads as the `const std::string&` it stands for, which
// stays where it is to the end of the run, so views of it stay valid.
//
//     attribute.name == "device"     compares texts          a.name == b.name     compares numbers
//     std::string(value.text)        is a copy               value.text = "x"     looks the text up, or keeps it
//
// Numbers differ from run to run: nothing may be sorted or written by them. `<` compares texts. Texts are never given
// back, so a Name is for what descriptions say, not for texts that a program makes as it goes.

#include <array>
#include <atomic>
#include <bit>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

namespace hale {

namespace interned {

/// Texts by number, in blocks of 1024, 2048, 4096 …, so that none ever moves.
inline constexpr std::uint32_t kFirstBits = 10;
extern std::array<std::atomic<std::string*>, 22> blocks;

/// The number of a text; 0 is the empty text.
std::uint32_t number_of(std::string_view text);
/// How many texts there are.
std::size_t size();
/// The empty text, also before anything was interned.
const std::string& nothing();

inline const std::string& text_of(std::uint32_t number) {
    if (number == 0) return nothing();
    const auto block = static_cast<std::uint32_t>(std::bit_width((number >> kFirstBits) + 1)) - 1;
    const std::uint32_t first = ((1u << block) - 1) << kFirstBits;
    return blocks[block].load(std::memory_order_acquire)[number - first];
}

}  // namespace interned

class Name;

template <class T>
concept TextLike = std::convertible_to<const T&, std::string_view> && !std::same_as<std::remove_cvref_t<T>, Name>;

class Name {
public:
    constexpr Name() = default;
    template <TextLike T>
    Name(const T& text) : number_(interned::number_of(std::string_view(text))) {}  // NOLINT: implicit by intention

    const std::string& str() const { return interned::text_of(number_); }
    operator const std::string&() const { return str(); }  // NOLINT: implicit by intention
    operator std::string_view() const { return str(); }    // NOLINT: implicit by intention
    /// For tables beside the interner: the same for the same text, in this run.
    std::uint32_t number() const { return number_; }

    bool empty() const { return number_ == 0; }
    void clear() { number_ = 0; }
    std::size_t size() const { return str().size(); }
    std::size_t length() const { return str().size(); }
    const char* c_str() const { return str().c_str(); }
    const char* data() const { return str().data(); }
    char front() const { return str().front(); }
    char back() const { return str().back(); }
    char operator[](std::size_t i) const { return str()[i]; }
    auto begin() const { return str().begin(); }
    auto end() const { return str().end(); }
    std::string substr(std::size_t at, std::size_t n = std::string::npos) const { return str().substr(at, n); }
    template <class T>
    std::size_t find(const T& what, std::size_t at = 0) const {
        return str().find(what, at);
    }
    template <class T>
    std::size_t rfind(const T& what, std::size_t at = std::string::npos) const {
        return str().rfind(what, at);
    }
    template <class T>
    std::size_t find_first_of(const T& what, std::size_t at = 0) const {
        return str().find_first_of(what, at);
    }
    template <class T>
    std::size_t find_first_not_of(const T& what, std::size_t at = 0) const {
        return str().find_first_not_of(what, at);
    }
    template <class T>
    std::size_t find_last_of(const T& what) const {
        return str().find_last_of(what);
    }
    template <class T>
    bool starts_with(const T& what) const {
        return str().starts_with(what);
    }
    template <class T>
    bool ends_with(const T& what) const {
        return str().ends_with(what);
    }
    int compare(std::string_view other) const { return str().compare(other); }

    friend bool operator==(Name a, Name b) { return a.number_ == b.number_; }
    friend std::strong_ordering operator<=>(Name a, Name b) { return a.str() <=> b.str(); }
    template <TextLike T>
    friend bool operator==(Name a, const T& b) {
        return std::string_view(a.str()) == std::string_view(b);
    }
    template <TextLike T>
    friend std::strong_ordering operator<=>(Name a, const T& b) {
        return std::string_view(a.str()) <=> std::string_view(b);
    }

    friend std::string operator+(Name a, Name b) { return a.str() + b.str(); }
    friend std::string operator+(Name a, char b) { return a.str() + b; }
    friend std::string operator+(char a, Name b) { return a + b.str(); }
    friend std::string operator+(Name a, const char* b) { return a.str() + b; }
    friend std::string operator+(const char* a, Name b) { return a + b.str(); }
    friend std::string operator+(Name a, const std::string& b) { return a.str() + b; }
    friend std::string operator+(const std::string& a, Name b) { return a + b.str(); }
    friend std::string operator+(std::string&& a, Name b) { return std::move(a) + b.str(); }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, Name name) {
        return out << name.str();
    }

private:
    std::uint32_t number_ = 0;
};

}  // namespace hale

template <>
struct std::hash<hale::Name> {
    std::size_t operator()(hale::Name name) const noexcept { return name.number(); }
};
