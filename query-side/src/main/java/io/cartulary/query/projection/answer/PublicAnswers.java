package io.cartulary.query.projection.answer;

import io.cartulary.web.ApiHeaders;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// Answers that are the same for everyone, so that caches on the way may keep them for a moment. A
/// reader who names a position gets one of their own, which no one keeps, and caches know by `Vary`
/// that their question is another one.
public final class PublicAnswers {

    private static final Duration KEPT = Duration.ofSeconds(1);

    private PublicAnswers() {}

    /// @param position that the question named, if it did
    public static ResponseEntity.BodyBuilder of(@Nullable String position) {
        return of(HttpStatus.OK, position);
    }

    /// What was asked for has another address now.
    public static <T> ResponseEntity<T> moved(@Nullable String position, URI address) {
        return of(HttpStatus.PERMANENT_REDIRECT, position).location(address).build();
    }

    private static ResponseEntity.BodyBuilder of(HttpStatus status, @Nullable String position) {
        return ResponseEntity.status(status)
                .varyBy(ApiHeaders.POSITION)
                .cacheControl(position == null ? forEveryone() : CacheControl.noStore());
    }

    public static CacheControl forEveryone() {
        return CacheControl.maxAge(KEPT).cachePublic();
    }
}
