package io.cartulary.gateway;

import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.function.ServerRequest;

/// The path as the nodes will understand it.
final class RequestPaths {

    private RequestPaths() {}

    /// Decoded and without path parameters or empty segments, so that `/api/v1/%61uth` is known for
    /// what it is.
    static String of(ServerRequest request) {
        return request.requestPath().pathWithinApplication().elements().stream()
                .filter(PathContainer.PathSegment.class::isInstance)
                .map(segment -> ((PathContainer.PathSegment) segment).valueToMatch())
                .collect(Collectors.joining("/", "/", ""));
    }
}
