package io.cartulary.command.refusal;

import java.util.Map;

/// Ends a request that cannot be met as it was asked, before a command is sent. A class and not an
/// interface, because exceptions are distinguished by their class.
public abstract class RefusedRequest extends RuntimeException {

    private final transient Rejection rejection;

    protected RefusedRequest(Rejection rejection, String message) {
        super(message);
        this.rejection = rejection;
    }

    public final Rejection rejection() {
        return rejection;
    }

    /// What the problem says beside its code, by the names of its members.
    public abstract Map<String, Object> details();

    /// Without a stack trace: a refusal is an answer, not a fault.
    @Override
    public final synchronized Throwable fillInStackTrace() {
        return this;
    }
}
