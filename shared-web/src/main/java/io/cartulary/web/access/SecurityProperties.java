package io.cartulary.web.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Secrets that all nodes share; none has a default.
///
/// @param tokenSecret signs cart tokens and cursors; at least 32 characters
/// @param keysUrl where a command side publishes the keys of access tokens, such as
///   `http://command-side:8080/api/v1/auth/keys`; a process that issues them needs none
/// @param corsOrigins web origins that may call from a browser; none by default
@Validated
@ConfigurationProperties("cartulary.security")
public record SecurityProperties(
        @NotBlank @Size(min = 32) String tokenSecret,
        @Nullable URI keysUrl,
        @DefaultValue List<String> corsOrigins) {}
