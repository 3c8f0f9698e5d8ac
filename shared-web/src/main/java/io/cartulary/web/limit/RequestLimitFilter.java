package io.cartulary.web.limit;

import io.cartulary.web.limit.BodyLimits.BodyLimit;
import io.cartulary.web.limit.connection.ArrivingRequests;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// Bounds the body of every request before anything reads it: security, the record of repeated
/// requests and controllers all read through here.
final class RequestLimitFilter extends OncePerRequestFilter {

    private final BodyLimits limits;
    private final BytesInFlight bytes;
    private final ArrivingRequests arriving;
    private final Duration within;
    private final ProblemWriter problems;

    RequestLimitFilter(
            LimitProperties properties,
            BytesInFlight bytes,
            ArrivingRequests arriving,
            ProblemWriter problems) {
        this.limits = new BodyLimits(properties);
        this.bytes = bytes;
        this.arriving = arriving;
        this.within = properties.arriveWithin();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!hasBody(request)) {
            // The server has read whatever was left of an earlier body on this connection.
            arriving.arrived(request.getServletConnection());
            chain.doFilter(request, response);
            return;
        }
        var limit = limits.of(request.getServletPath());
        if (request.getContentLengthLong() > limit.size().toBytes()) {
            arriving.ignored(request.getServletConnection(), within);
            problems.write(LimitedBody.tooLarge(limit), response);
            return;
        }
        receive(limit, request, response, chain);
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0
                || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private void receive(
            BodyLimit limit,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var body = new LimitedBody(request.getInputStream(), limit, bytes, within);
        arriving.begins(request.getServletConnection(), body);
        try {
            chain.doFilter(new RequestWithLimitedBody(request, body), response);
        } catch (ProblemException | ServletException failure) {
            // Of a filter that stands before those that answer failures, or of the gateway.
            var problem = failure instanceof ServletException ? failure.getCause() : failure;
            if (response.isCommitted() || !(problem instanceof ProblemException refused)) {
                throw failure;
            }
            problems.write(refused, response);
        } finally {
            body.letGo();
            if (body.isFinished()) {
                arriving.arrived(request.getServletConnection());
            } else {
                arriving.ignored(request.getServletConnection(), within);
            }
        }
    }

    private static final class RequestWithLimitedBody extends HttpServletRequestWrapper {

        private final ServletInputStream body;

        RequestWithLimitedBody(HttpServletRequest request, ServletInputStream body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }

        @Override
        public BufferedReader getReader() {
            var named = getCharacterEncoding();
            return new BufferedReader(
                    new InputStreamReader(
                            body, named == null ? StandardCharsets.UTF_8 : Charset.forName(named)));
        }
    }
}
