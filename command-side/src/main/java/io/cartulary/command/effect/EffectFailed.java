package io.cartulary.command.effect;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why an attempt did not end with the effect being done.
public final class EffectFailed extends RuntimeException {

    /// What is known after it.
    public enum Kind {

        /// It was not done and would be refused again.
        REFUSED,

        /// It was not done, and may be later.
        LATER,

        /// It may have been done; the kind's guarantee says what to do.
        UNKNOWN,

        /// It may have been done, and there is no way to find out.
        UNDECIDABLE
    }

    private final Kind kind;
    private final String code;
    private final @Nullable Duration retryAfter;

    private EffectFailed(
            Kind kind,
            String code,
            String sentence,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /// @param code the target's own word for it, for example `charge_already_refunded`
    public static EffectFailed refused(String code, String sentence, @Nullable Throwable cause) {
        return new EffectFailed(Kind.REFUSED, code, sentence, null, cause);
    }

    /// @param retryAfter how long the target asks us to wait, if it does
    public static EffectFailed later(
            String sentence, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        return new EffectFailed(Kind.LATER, "later", sentence, retryAfter, cause);
    }

    public static EffectFailed unknown(String sentence, @Nullable Throwable cause) {
        return new EffectFailed(Kind.UNKNOWN, "unknown", sentence, null, cause);
    }

    public static EffectFailed undecidable(String sentence) {
        return new EffectFailed(Kind.UNDECIDABLE, "undecidable", sentence, null, null);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
