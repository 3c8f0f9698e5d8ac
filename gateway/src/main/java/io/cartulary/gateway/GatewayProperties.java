package io.cartulary.gateway;

import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// @param commandNodes base addresses of the command-side nodes
/// @param queryNodes base addresses of the query-side nodes
/// @param probeEvery how often each node is asked whether it is ready
/// @param connectWithin how long a connection to a node may take
/// @param answerWithin how long a node may take until its answer begins; a stream may then last
/// @param corsOrigins web origins that may call from a browser; none by default
@Validated
@ConfigurationProperties("cartulary.gateway")
record GatewayProperties(
        @NotEmpty List<URI> commandNodes,
        @NotEmpty List<URI> queryNodes,
        @DefaultValue("1s") Duration probeEvery,
        @DefaultValue("2s") Duration connectWithin,
        @DefaultValue("60s") Duration answerWithin,
        @DefaultValue List<String> corsOrigins,
        @DefaultValue Cache cache) {

    /// @param longest how long an answer is kept at most; a node's `Cache-Control` may only shorten
    ///   it
    /// @param size of all answers together
    record Cache(@DefaultValue("200ms") Duration longest, @DefaultValue("64MB") DataSize size) {}
}
