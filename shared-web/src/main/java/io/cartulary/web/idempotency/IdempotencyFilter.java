package io.cartulary.web.idempotency;

import io.cartulary.web.AnswerSeal;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.FilterOrder;
import io.cartulary.web.consistency.Position;
import io.cartulary.web.limit.RateLimitHeaders;
import io.cartulary.web.origin.RequestOrigin;
import io.cartulary.web.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/// Makes a repeated POST or PATCH take effect once, which by HTTP alone they do not: with the same
/// `Idempotency-Key` it gets the same identifiers, and once the first attempt was answered, the
/// same answer. Also says after every change how far the event store has come.
///
/// An answer is kept when the request took effect. A refusal changed nothing, and its cause may
/// pass: it is decided again. The key of a caller who is not known has no effect, because nothing
/// shows that who repeats it is the same.
@Component
@Order(FilterOrder.IDEMPOTENCY)
class IdempotencyFilter extends OncePerRequestFilter {

    static final String IDS_ATTRIBUTE = NewIds.class.getName();

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Duration WAITS_FOR_ANSWER = Duration.ofSeconds(20);
    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration LATER_LOOKS = Duration.ofMillis(200);

    private final IdempotentRequests requests;
    private final AnswerSeal seal;
    private final JsonMapper json;

    IdempotencyFilter(IdempotentRequests requests, AnswerSeal seal, JsonMapper json) {
        this.requests = requests;
        this.seal = seal;
        this.json = json;
    }

    /// @param body Base64
    private record KeptAnswer(Map<String, List<String>> headers, String body) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod())
                || HttpMethod.HEAD.matches(request.getMethod())
                || !request.getRequestURI().startsWith("/api/v1/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        requests.changesBegin();
        var key = request.getHeader(ApiHeaders.IDEMPOTENCY_KEY);
        if (key != null && isKeyed(request) && !KEY.matcher(key).matches()) {
            throw problem(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_VALUE",
                    ApiHeaders.IDEMPOTENCY_KEY + " has 1 to 200 visible characters.");
        }
        var caller = (RequestOrigin) request.getAttribute(RequestOrigin.ATTRIBUTE);
        if (key == null || !isKeyed(request) || !caller.isKnown()) {
            var answer = new ContentCachingResponseWrapper(response);
            chain.doFilter(request, answer);
            if (isSuccess(answer.getStatus())) {
                requests.position().ifPresent(position -> addPosition(position, answer));
            }
            answer.copyBodyToResponse();
        } else {
            once(key, caller, request, response, chain);
        }
    }

    private static boolean isKeyed(HttpServletRequest request) {
        return !SecretAnswers.areAt(request.getRequestURI())
                && (HttpMethod.POST.matches(request.getMethod())
                        || HttpMethod.PATCH.matches(request.getMethod()));
    }

    private void once(
            String key,
            RequestOrigin caller,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        try (var body = ReceivedBody.read(request.getInputStream(), sha256())) {
            var id =
                    sha256().digest(
                                    String.join(
                                                    "\n",
                                                    caller.actorId(),
                                                    request.getMethod(),
                                                    request.getRequestURI(),
                                                    key)
                                            .getBytes(StandardCharsets.UTF_8));
            var seed = requests.begin(id, body.sha256());
            if (seed.isPresent()) {
                attempt(
                        id,
                        new NewIds(seed.get(), false),
                        caller,
                        new RequestWithBody(request, body),
                        response,
                        chain);
            } else {
                again(id, caller, new RequestWithBody(request, body), response, chain);
            }
        }
    }

    /// Someone sent it before: repeats the answer, once there is one, or tries again what was left
    /// without one.
    private void again(
            byte[] id,
            RequestOrigin caller,
            RequestWithBody request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var until = System.nanoTime() + WAITS_FOR_ANSWER.toNanos();
        var pause = FIRST_LOOK;
        while (true) {
            var earlier = requests.find(id).orElse(null);
            if (earlier == null) {
                // It was forgotten this very moment.
                attempt(id, NewIds.fresh(), caller, request, response, chain);
                return;
            }
            if (!MessageDigest.isEqual(earlier.bodySha256(), request.body.sha256())) {
                throw problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "IDEMPOTENCY_KEY_REUSED",
                        "This "
                                + ApiHeaders.IDEMPOTENCY_KEY
                                + " was used with another body; use a new key for a new request.");
            }
            if (earlier.isAnswered()) {
                repeat(earlier, response);
                return;
            }
            if (requests.takeOver(id, earlier)) {
                var ids = new NewIds(earlier.seed(), true);
                attempt(id, ids, caller, request, response, chain);
                return;
            }
            if (System.nanoTime() > until) {
                throw problem(
                                HttpStatus.CONFLICT,
                                "REQUEST_RUNNING",
                                "The same request is still being worked on; send it again to get its answer.")
                        .with(HttpHeaders.RETRY_AFTER, "1");
            }
            LockSupport.parkNanos(pause.toNanos());
            pause =
                    pause.multipliedBy(2).compareTo(LATER_LOOKS) < 0
                            ? pause.multipliedBy(2)
                            : LATER_LOOKS;
        }
    }

    private void attempt(
            byte[] id,
            NewIds ids,
            RequestOrigin caller,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var answer = new ContentCachingResponseWrapper(response);
        request.setAttribute(IDS_ATTRIBUTE, ids);
        var kept = false;
        try {
            chain.doFilter(request, answer);
            if (isSuccess(answer.getStatus())) {
                var position =
                        requests.keep(
                                id,
                                answer.getStatus(),
                                seal.seal(caller.actorId(), json.writeValueAsString(kept(answer))));
                kept = true;
                position.ifPresent(index -> addPosition(index, answer));
            }
        } finally {
            if (!kept) {
                requests.release(id);
            }
        }
        answer.copyBodyToResponse();
    }

    private static KeptAnswer kept(ContentCachingResponseWrapper answer) {
        var headers = new LinkedHashMap<String, List<String>>();
        for (var name : answer.getHeaderNames()) {
            headers.put(name, List.copyOf(answer.getHeaders(name)));
        }
        // Each request has its own.
        headers.remove(ApiHeaders.REQUEST_ID);
        headers.remove(RateLimitHeaders.POLICY);
        headers.remove(RateLimitHeaders.STATE);
        if (answer.getContentType() != null) {
            headers.put(HttpHeaders.CONTENT_TYPE, List.of(answer.getContentType()));
        }
        return new KeptAnswer(
                headers, Base64.getEncoder().encodeToString(answer.getContentAsByteArray()));
    }

    private void repeat(IdempotentRequests.Attempt earlier, HttpServletResponse response)
            throws IOException {
        var opened = seal.open(Objects.requireNonNull(earlier.answer()));
        if (opened.isEmpty()) {
            throw problem(
                    HttpStatus.GONE,
                    "ANSWER_ERASED",
                    "The request was answered before, and the answer was erased with its person's data.");
        }
        var kept = json.readValue(opened.get(), KeptAnswer.class);
        response.setStatus(Objects.requireNonNull(earlier.status()));
        kept.headers()
                .forEach((name, values) -> {
                    response.setHeader(name, values.getFirst());
                    values.stream().skip(1).forEach(value -> response.addHeader(name, value));
                });
        var position = earlier.position();
        if (position != null) {
            addPosition(position, response);
        }
        response.getOutputStream().write(Base64.getDecoder().decode(kept.body()));
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private static void addPosition(long position, HttpServletResponse response) {
        response.setHeader(ApiHeaders.POSITION, new Position(position).encode());
    }

    private static ProblemException problem(HttpStatus status, String code, String detail) {
        return new ProblemException(status, code, detail, ApiHeaders.IDEMPOTENCY_KEY);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    /// A request whose body was read once to compare it and is read again by the controller.
    private static final class RequestWithBody extends HttpServletRequestWrapper {

        private final ReceivedBody body;

        RequestWithBody(HttpServletRequest request, ReceivedBody body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            var stream = body.open();
            return new ServletInputStream() {
                private boolean finished;

                @Override
                public int read() throws IOException {
                    var read = stream.read();
                    finished = read < 0;
                    return read;
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    var read = stream.read(target, offset, length);
                    finished = read < 0;
                    return read;
                }

                @Override
                public boolean isFinished() {
                    return finished;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void close() throws IOException {
                    stream.close();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("the body is already here");
                }
            };
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(
                    new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
