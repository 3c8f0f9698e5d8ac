package io.cartulary.web.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Answers with a problem where no advice reaches: in filters.
@Component
public final class ProblemWriter {

    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public void write(ProblemException problem, HttpServletResponse response) throws IOException {
        write(problem.answer(), response);
    }

    /// Whatever was prepared as an answer's body is dropped.
    void write(ResponseEntity<ProblemDetail> problem, HttpServletResponse response)
            throws IOException {
        response.resetBuffer();
        response.setStatus(problem.getStatusCode().value());
        problem.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
        // As Spring Security does, whose filters may come after the one that refused.
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), Objects.requireNonNull(problem.getBody()));
    }
}
