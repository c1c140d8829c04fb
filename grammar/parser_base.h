#pragma once
// Base class of the generated parser (option superClass). It hides, by name, the members that generated code uses:
// `_input`, `_tracker`, `_errHandler`, `match`, `consume`, `enterRule`, `exitRule`. So the generated functions run
// without ANTLR's parse tree and without a virtual call per token: events go to a Driver (driver.h).
//
// `_input` here has nothing but LA(1): if a change of the grammar makes ANTLR generate a prediction
// (`adaptivePredict(_input, …)`), the generated code does not compile. That is wanted: the grammar is LL(1).

#include <antlr4-runtime.h>

#include "grammar/driver.h"

namespace hale::grammar {

class ParserBase : public antlr4::Parser {
public:
    explicit ParserBase(antlr4::TokenStream* unused) : antlr4::Parser(unused) {}

    void attach(Driver& driver) { driver_ = &driver; }

    void enterRule(antlr4::ParserRuleContext*, std::size_t, std::size_t rule) final {
        driver_->enter(rule);
        rules_.push_back(static_cast<std::uint8_t>(rule));
    }
    void exitRule() {
        const std::size_t rule = rules_.back();
        rules_.pop_back();
        driver_->exit(rule);
    }
    void enterOuterAlt(antlr4::ParserRuleContext*, std::size_t) final {}
    void setState(std::size_t) {}
    std::size_t getState() const final { return 0; }

    antlr4::Token* match(std::size_t type) final {
        if (driver_->la == type) {
            driver_->take();
        } else {
            driver_->mismatch(type);
        }
        return nullptr;
    }
    antlr4::Token* consume() final {
        driver_->take();
        return nullptr;
    }

protected:
    struct Input {
        Driver* const& driver;
        std::size_t LA(std::ptrdiff_t) const { return driver->la; }
        const Input* operator->() const { return this; }
    };
    struct Handler {
        Driver* const& driver;
        void sync(antlr4::Parser*) const {
            // End of file has type -1: bit 63, which no rule's token uses.
            if ((driver->attention >> (driver->la & 63u) & 1u) != 0) driver->sync();
        }
        void reportError(antlr4::Parser*, const antlr4::RecognitionException& e) const {
            if (dynamic_cast<const antlr4::NoViableAltException*>(&e) != nullptr) driver->no_alternative();
        }
        void recover(antlr4::Parser*, const std::exception_ptr&) const { driver->give_up(); }
        void recoverInline(antlr4::Parser*) const { driver->mismatch(0); }
        void reportMatch(antlr4::Parser*) const {}
        const Handler* operator->() const { return this; }
    };
    // Generated code makes one context object per rule entered, and nobody reads it here: one of each kind will do.
    struct Contexts {
        template <class Context>
        Context* createInstance(antlr4::ParserRuleContext*, std::size_t) {
            static thread_local Context context(nullptr, 0);
            return &context;
        }
    };

    Driver* driver_ = nullptr;
    std::vector<std::uint8_t> rules_;
    Input _input{driver_};
    Handler _errHandler{driver_};
    Contexts _tracker;
};

}  // namespace hale::grammar
