package io.cartulary.web.access;

import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.web.filter.OncePerRequestFilter;

/// Stands before the check of a password.
final class StaffLoginFilter extends OncePerRequestFilter {

    private static final BasicAuthenticationConverter BASIC = new BasicAuthenticationConverter();

    private final FailedLogins failed;
    private final ProblemWriter problems;

    StaffLoginFilter(FailedLogins failed, ProblemWriter problems) {
        this.failed = failed;
        this.problems = problems;
    }

    /// The account that a request names; empty if it names none.
    static String accountOf(HttpServletRequest request) {
        try {
            var login = BASIC.convert(request);
            return login == null ? "" : login.getName();
        } catch (BadCredentialsException e) {
            return "";
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var login = request.getHeader("Authorization");
        return login == null || !login.regionMatches(true, 0, "Basic", 0, "Basic".length());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            failed.requirePatience(request.getRemoteAddr(), accountOf(request));
        } catch (ProblemException tooMany) {
            problems.write(tooMany, response);
            return;
        }
        chain.doFilter(request, response);
    }
}
