package io.cartulary.command.refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// Why any context may say no.
public enum GeneralRejection implements Rejection {
    NOT_FOUND(Kind.NOT_FOUND, "There is nothing with this identifier."),
    PRECONDITION_FAILED(Kind.PRECONDITION, "It was changed since this ETag; read it again.");

    private final Kind kind;
    private final String sentence;

    GeneralRejection(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public @Nullable String field() {
        return this == PRECONDITION_FAILED ? HttpHeaders.IF_MATCH : null;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
