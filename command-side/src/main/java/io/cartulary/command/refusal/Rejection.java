package io.cartulary.command.refusal;

import org.jspecify.annotations.Nullable;

/// A reason to refuse a well-formed command. Each context lists its reasons in one enum; the enum
/// constant, or a record that says more of one, travels as the details of a [CommandRejected],
/// because classes of exceptions do not survive a remote bus.
public interface Rejection extends Reason {

    Kind kind();

    /// The member of the request at fault, where it is always the same one.
    default @Nullable String field() {
        return null;
    }

    /// What a refusal means to a client: HTTP 404, 409, 412 or 422.
    enum Kind {
        NOT_FOUND,
        CONFLICT,
        PRECONDITION,
        INVALID
    }
}
