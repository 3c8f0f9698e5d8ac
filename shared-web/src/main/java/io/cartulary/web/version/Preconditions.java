package io.cartulary.web.version;

import io.cartulary.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Reads `If-Match` of a change, which is never passed over: the versions in it are compared with
/// that of the object when the change is decided on; `*` matches whatever there is.
final class Preconditions implements HandlerInterceptor {

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String ANY = "*";
    private static final String TAG = "(W/)?\"[\\x21\\x23-\\x7e]{0,200}\"";
    private static final Pattern TAGS = Pattern.compile(TAG);
    private static final Pattern FORM =
            Pattern.compile("\\*|" + TAG + "(\\s*,\\s*" + TAG + "){0,20}");

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        var header = request.getHeader(HttpHeaders.IF_MATCH);
        if (header == null
                || !CHANGING.contains(request.getMethod())
                || !(handler instanceof HandlerMethod method)) {
            return true;
        }
        var expected = header.strip();
        if (!FORM.matcher(expected).matches()) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_VALUE",
                    "If-Match must be the ETag of an answer, in its quotes, or *.",
                    HttpHeaders.IF_MATCH);
        }
        if (!expected.equals(ANY)) {
            if (method.hasMethodAnnotation(Unversioned.class)) {
                throw new ProblemException(
                        HttpStatus.PRECONDITION_FAILED,
                        ExpectedVersions.CODE,
                        "What this route changes has no ETag; leave If-Match out.",
                        HttpHeaders.IF_MATCH);
            }
            ExpectedVersions.expect(
                    TAGS.matcher(expected)
                            .results()
                            .map(tag -> EntityTag.read(tag.group()))
                            .flatMap(Optional::stream)
                            .toList());
        }
        return true;
    }
}
