package io.cartulary.web.limit.rate;

import io.github.bucket4j.Bandwidth;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param severalNodes whether other nodes count, too; groups that are shared are then counted in
///   PostgreSQL
/// @param groups of routes by name; a path is of the group that names the longest beginning of it
@Validated
@ConfigurationProperties("cartulary.rate-limits")
record RateLimitProperties(boolean severalNodes, @DefaultValue Map<String, @Valid Group> groups) {

    /// @param paths with which its routes begin
    /// @param requests of one address within `period`
    /// @param shared whether all nodes count together; each request then costs a write
    record Group(
            @NotEmpty List<String> paths,
            @Positive long requests,
            @NotNull Duration period,
            boolean shared) {

        Bandwidth bandwidth() {
            return Bandwidth.builder()
                    .capacity(requests)
                    .refillIntervally(requests, period)
                    .build();
        }

        private int matchOf(String path) {
            return paths.stream().filter(path::startsWith).mapToInt(String::length).max().orElse(0);
        }
    }

    /// The name of the one that counts a path.
    Optional<String> groupOf(String path) {
        return groups.entrySet().stream()
                .filter(named -> named.getValue().matchOf(path) > 0)
                .max(Comparator.comparingInt(named -> named.getValue().matchOf(path)))
                .map(Map.Entry::getKey);
    }
}
