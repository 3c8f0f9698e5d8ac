package io.cartulary.web.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/// Answers a problem in place of Tomcat's page where a request is refused before any of our
/// filters: a target, a header or an encoding that is none.
public final class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        var status = HttpStatus.resolve(response.getStatus());
        if (status == null
                || !status.isError()
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        var code = status == HttpStatus.BAD_REQUEST ? "MALFORMED_REQUEST" : status.name();
        var detail =
                status == HttpStatus.BAD_REQUEST
                        ? "The request is not well-formed HTTP: its target, headers or length."
                        : status.getReasonPhrase() + ".";
        var field = status == HttpStatus.BAD_REQUEST ? ",\"field\":\"request\"" : "";
        var problem =
                "{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"code\":\"%s\"%s}"
                        .formatted(status.getReasonPhrase(), status.value(), detail, code, field);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        try {
            response.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException e) {
            // the caller is gone
        }
    }
}
