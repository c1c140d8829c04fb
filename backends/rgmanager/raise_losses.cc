// What rgmanager does not run, in words: what was seen, the consequence, the way out.

#include "backends/rgmanager/raise_losses.h"

#include "compiler/diag/import_codes.h"

namespace hale::rgmanager {

namespace {

/// `fs "data"`, or the type alone.
std::string shown(const Resource& element) {
    for (const std::string_view key : {"name", "address", "ref", "InstanceName", "SID", "instance"}) {
        if (const xml::Attribute* a = element.find(key)) return element.type + " \"" + a->value + '"';
    }
    return element.type;
}

source::Span place(const Resource& element, std::string_view attribute) {
    const xml::Attribute* a = element.find(attribute);
    return a != nullptr ? a->value_span : element.name_span;
}

}  // namespace

void report_loss(diag::Sink& sink, const Lost& lost) {
    const Resource& e = *lost.element;
    switch (lost.why) {
        case Loss::NoSuchType:
            sink.report(diag::NoSuchAgent, e.name_span, e.type)
                .note("rgmanager ignores the element and everything inside it, without a word");
            return;
        case Loss::MissingRequired:
            sink.report(diag::RequiredMissing, e.name_span, shown(e), lost.detail)
                .note("rgmanager drops the element and stops looking there: resources behind it are lost too")
                .help("add `{}=\"…\"`", lost.detail);
            return;
        case Loss::BehindMissing:
            sink.report(diag::NeverReached, e.name_span, shown(e), lost.detail)
                .label(lost.other->name_span, "the scan ends here")
                .note("rgmanager never starts it");
            return;
        case Loss::Dangling:
            sink.report(diag::DanglingReference, place(e, "ref"), lost.detail, e.type)
                .note("rgmanager drops the element and everything inside it: none of it is started")
                .help("define it in <resources>, or correct the name");
            return;
        case Loss::Duplicate:
            sink.report(diag::SecondDefinition, e.name_span, shown(e), lost.detail)
                .label(lost.other->name_span, "the first one, which is the one that counts")
                .note("rgmanager drops this one and everything inside it: none of it is started here")
                .help("define it once in <resources> and refer to it with `ref`");
            return;
        case Loss::OverLimit:
            sink.report(diag::ReferenceOverLimit, place(e, "ref"), shown(e), lost.detail)
                .note("rgmanager drops this reference and everything inside it: the service runs without them");
            return;
        case Loss::Forbidden:
            sink.report(diag::ForbiddenHere, e.name_span, e.type)
                .note("rgmanager drops the element and everything inside it, without a word");
            return;
        case Loss::InsideDefinition:
            sink.report(diag::ChildOfDefinition, e.name_span, shown(e))
                .note("rgmanager ignores what stands inside a definition in <resources>")
                .help("put it inside the reference in the service");
            return;
        case Loss::InsideLost:
            return;  // said with the element around it
    }
}

}  // namespace hale::rgmanager
