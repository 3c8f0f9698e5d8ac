package io.cartulary.gateway;

import io.cartulary.web.limit.RateLimitHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// What the gateway itself may answer instead of a node.
enum GatewayProblem {
    NO_NODE_AVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "No node that could answer is ready; nothing was changed, send the request again."),
    NODE_FAILED(
            HttpStatus.BAD_GATEWAY,
            "The node broke off; send the request again with the same Idempotency-Key."),
    NODE_TIMED_OUT(
            HttpStatus.GATEWAY_TIMEOUT,
            "The node did not answer in time; send the request again with the same Idempotency-Key."),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such path; /api/docs names those there are."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "This path has other methods; the header Allow names them.");

    /// What any route may be answered.
    static final Set<GatewayProblem> OF_ANY_ROUTE =
            EnumSet.of(NO_NODE_AVAILABLE, NODE_FAILED, NODE_TIMED_OUT);

    private final HttpStatus status;
    private final String sentence;

    GatewayProblem(HttpStatus status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    HttpStatus status() {
        return status;
    }

    String sentence() {
        return sentence;
    }

    ServerResponse answer(ServerRequest request) {
        return build(request, ServerResponse.status(status));
    }

    ServerResponse answer(ServerRequest request, Duration retryAfter) {
        return answer(
                request,
                HttpHeaders.RETRY_AFTER,
                Long.toString(Math.max(1, RateLimitHeaders.seconds(retryAfter))));
    }

    ServerResponse answer(ServerRequest request, String header, String value) {
        return build(request, ServerResponse.status(status).header(header, value));
    }

    private ServerResponse build(ServerRequest request, ServerResponse.BodyBuilder response) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setInstance(URI.create(request.servletRequest().getRequestURI()));
        problem.setProperty("code", name());
        return response.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }
}
