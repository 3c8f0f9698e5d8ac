package io.cartulary.web.problem;

import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.DefaultCorsProcessor;

/// Refuses a page of another origin with a problem, in place of Spring's text.
@Component
public class CorsProblems extends DefaultCorsProcessor {

    private final ProblemWriter problems;

    CorsProblems(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
        problems.write(
                new ProblemException(
                        HttpStatus.FORBIDDEN,
                        "ORIGIN_NOT_ALLOWED",
                        "Pages of this origin may not call the shop; its settings name those that may.",
                        null),
                ((ServletServerHttpResponse) response).getServletResponse());
    }
}
