#include "compiler/cli/cli.h"

#include <exception>
#include <new>

#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/support/files.h"

namespace hale::cli {

namespace {

int our_bug(std::string_view what) {
    say(fmt::format("internal error: {}", what));
    say("this is a bug in hale, not in your file. Please report it with the command, the file (or the smallest part "
        "of");
    say("it that still fails, without secrets) and the output of `hale version`: see CONTRIBUTING.md");
    return kOurBug;
}

}  // namespace

int run(int argc, char** argv) {
    exit_cleanly_when_interrupted();
    try {
        const Command command = parse_command_line(argc, argv);
        return command.verb == nullptr ? command.exit_code : command.verb(command.options);
    } catch (const std::bad_alloc&) {
        say("out of memory");
        return kUsage;
    } catch (const std::exception& e) {
        return our_bug(e.what());
    } catch (...) {
        return our_bug("unknown exception");
    }
}

}  // namespace hale::cli
