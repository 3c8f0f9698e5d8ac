package io.cartulary.web.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Secrets that all nodes share; none has a default.
///
/// @param staffPassword of the HTTP Basic user `admin`
/// @param tokenSecret signs cart tokens and cursors; at least 32 characters
/// @param corsOrigins web origins that may call from a browser; none by default
@Validated
@ConfigurationProperties("cartulary.security")
public record SecurityProperties(
        @NotBlank @Size(min = 12) String staffPassword,
        @NotBlank @Size(min = 32) String tokenSecret,
        @DefaultValue List<String> corsOrigins) {}
