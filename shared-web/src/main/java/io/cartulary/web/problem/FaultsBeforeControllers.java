package io.cartulary.web.problem;

import io.cartulary.web.FilterOrder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Turns what fails in a filter into a problem as well: an advice hears of controllers alone, and
/// the servlet container would answer 500 when the database is away.
@Component
@Order(FilterOrder.FAULTS)
class FaultsBeforeControllers extends OncePerRequestFilter {

    private final Problems problems;
    private final ProblemWriter writer;

    FaultsBeforeControllers(Problems problems, ProblemWriter writer) {
        this.problems = problems;
        this.writer = writer;
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
            writer.write(
                    failure instanceof ProblemException problem
                            ? problem.answer()
                            : problems.onAnythingElse(failure),
                    response);
        }
    }
}
