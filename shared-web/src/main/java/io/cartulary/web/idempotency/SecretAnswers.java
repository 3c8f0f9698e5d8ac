package io.cartulary.web.idempotency;

import java.util.List;

/// The routes whose answers hold secrets. They are not kept, so an `Idempotency-Key` has no effect.
public final class SecretAnswers {

    private static final List<String> PATHS = List.of("/api/v1/auth/", "/api/v1/admin/api-keys");
    private static final String ACCESS_TOKEN = "/access-token";

    private SecretAnswers() {}

    public static boolean areAt(String path) {
        return PATHS.stream().anyMatch(path::startsWith) || path.endsWith(ACCESS_TOKEN);
    }
}
