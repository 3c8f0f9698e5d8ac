package io.cartulary.web.problem;

import io.cartulary.web.ApiHeaders;
import io.cartulary.web.FilterOrder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/// Turns what fails in a filter into a problem as well: an advice hears of controllers alone, and
/// the servlet container would answer 500 when the database is away.
@Component
@Order(FilterOrder.FAULTS)
class FaultsBeforeControllers extends OncePerRequestFilter {

    private final Problems problems;
    private final JsonMapper json;

    FaultsBeforeControllers(Problems problems, JsonMapper json) {
        this.problems = problems;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException failure) {
            if (response.isCommitted()) {
                throw failure;
            }
            answer(problems.onAnythingElse(failure), response);
        }
    }

    private void answer(ResponseEntity<ProblemDetail> problem, HttpServletResponse response)
            throws IOException {
        var requestId = response.getHeader(ApiHeaders.REQUEST_ID);
        response.reset();
        response.setHeader(ApiHeaders.REQUEST_ID, requestId);
        response.setStatus(problem.getStatusCode().value());
        problem.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), Objects.requireNonNull(problem.getBody()));
    }
}
