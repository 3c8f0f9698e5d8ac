package io.cartulary.web.input;

import io.cartulary.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Sees to it that `If-Match` of a change is never passed over: a route that asks for the header
/// compares it; where a resource has no version, nothing but `*` matches it.
final class Preconditions implements HandlerInterceptor {

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String TAG = "(W/)?\"[\\x21\\x23-\\x7e]{0,200}\"";
    private static final Pattern FORM =
            Pattern.compile("\\*|" + TAG + "(\\s*,\\s*" + TAG + "){0,20}");

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        var expected = request.getHeader(HttpHeaders.IF_MATCH);
        if (expected == null
                || !CHANGING.contains(request.getMethod())
                || !(handler instanceof HandlerMethod method)) {
            return true;
        }
        if (!FORM.matcher(expected.strip()).matches()) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_VALUE",
                    "If-Match must be the ETag of an answer, in its quotes, or *.",
                    HttpHeaders.IF_MATCH);
        }
        if (!expected.strip().equals("*") && !comparesVersions(method)) {
            throw new ProblemException(
                    HttpStatus.PRECONDITION_FAILED,
                    "PRECONDITION_FAILED",
                    "What this route changes has no ETag; leave If-Match out.",
                    HttpHeaders.IF_MATCH);
        }
        return true;
    }

    private static boolean comparesVersions(HandlerMethod method) {
        for (MethodParameter parameter : method.getMethodParameters()) {
            var header = parameter.getParameterAnnotation(RequestHeader.class);
            if (header != null && HttpHeaders.IF_MATCH.equalsIgnoreCase(header.name())) {
                return true;
            }
        }
        return false;
    }
}
