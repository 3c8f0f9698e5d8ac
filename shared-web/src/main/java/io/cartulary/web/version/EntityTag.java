package io.cartulary.web.version;

import java.util.Optional;
import java.util.regex.Pattern;

/// The `ETag` of what staff can change: the object's identifier and the number of its last event,
/// for example `"product-0197…@4"`. What else a view shows may follow after a dot; a change is not
/// compared with that.
///
/// @param id of the aggregate
/// @param version number of its last event, 0 for the first
public record EntityTag(String id, long version) {

    private static final Pattern FORM =
            Pattern.compile("\"(?<id>[A-Za-z0-9._-]+)@(?<version>\\d{1,18})(\\.[A-Za-z0-9]+)?\"");

    /// As the header says it.
    public String text() {
        return "\"%s@%d\"".formatted(id, version);
    }

    /// As the header says it, of a view that shows more than the object itself.
    ///
    /// @param rest letters and digits that change with what else is shown
    public String with(String rest) {
        return "\"%s@%d.%s\"".formatted(id, version, rest);
    }

    /// Nothing for an `ETag` that names no version of an object.
    static Optional<EntityTag> read(String text) {
        var form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(
                        new EntityTag(form.group("id"), Long.parseLong(form.group("version"))))
                : Optional.empty();
    }
}
