package io.cartulary.web.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// Ends a request with a problem detail.
public final class ProblemException extends RuntimeException {

    private final transient HttpStatus status;
    private final String code;
    private final @Nullable String field;

    /// @param code stable, for programs, for example `NOT_YET_VISIBLE`
    /// @param detail one sentence for people: what is wrong and what would be right
    /// @param field the part of the request at fault
    public ProblemException(HttpStatus status, String code, String detail, @Nullable String field) {
        super(detail);
        this.status = status;
        this.code = code;
        this.field = field;
    }

    public static ProblemException notFound(String what) {
        return new ProblemException(
                HttpStatus.NOT_FOUND, "NOT_FOUND", "There is no " + what + ".", null);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    @Nullable String field() {
        return field;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
