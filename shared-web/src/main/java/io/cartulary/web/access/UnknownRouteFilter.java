package io.cartulary.web.access;

import io.cartulary.web.FilterOrder;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers what is wrong for every caller, before anyone has to say who they are: a path that does
/// not exist, a method it does not have, and the question which it has.
@Component
@Order(FilterOrder.ROUTES)
class UnknownRouteFilter extends OncePerRequestFilter {

    /// Answered by others than controllers of ours; [RouteAccess] knows who may call them.
    private static final List<String> OTHERS = List.of("/actuator", "/api/docs");

    private final RouteLookup routes;
    private final ProblemWriter problems;

    UnknownRouteFilter(RouteLookup routes, ProblemWriter problems) {
        this.routes = routes;
        this.problems = problems;
    }

    static boolean isOfOthers(HttpServletRequest request) {
        var path = request.getRequestURI();
        return OTHERS.stream()
                .anyMatch(other -> path.equals(other) || path.startsWith(other + "/"));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return isOfOthers(request);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var found = routes.find(request);
        if (!found.exists()) {
            problems.write(
                    new ProblemException(
                            HttpStatus.NOT_FOUND,
                            "NOT_FOUND",
                            "There is no such path; /api/docs names those there are.",
                            null),
                    response);
        } else if (found.isOtherMethod()) {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", found.allowed()));
            if (request.getMethod().equals("OPTIONS")) {
                response.setStatus(HttpStatus.NO_CONTENT.value());
            } else {
                problems.write(
                        new ProblemException(
                                HttpStatus.METHOD_NOT_ALLOWED,
                                "METHOD_NOT_ALLOWED",
                                "This path has the methods %s."
                                        .formatted(String.join(", ", found.allowed())),
                                null),
                        response);
            }
        } else {
            chain.doFilter(request, response);
        }
    }
}
