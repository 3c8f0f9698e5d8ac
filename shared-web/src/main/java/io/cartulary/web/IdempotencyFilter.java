package io.cartulary.web;

import io.cartulary.eventstore.EventStoreHead;
import io.cartulary.eventstore.PersonalDataCipher;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Makes a repeated POST take effect once: with the same `Idempotency-Key` it gets the same
/// identifiers, and once the first attempt was answered, the same answer. Also tells after every
/// change how far the event store has come.
@Component
@Order(FilterOrder.IDEMPOTENCY)
@ConditionalOnProperty(
        name = "cartulary.databases.event-store.read-only",
        havingValue = "false",
        matchIfMissing = true)
class IdempotencyFilter extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";
    static final String SEED_ATTRIBUTE = NewIds.class.getName();

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final int LARGEST_BODY = 1 << 20;
    private static final int LOCKS = 4096;

    /// Neither statement waits for the disk where events are stored by the same server: what it
    /// writes later, it keeps earlier. An event that survives a crash proves that the key did, too;
    /// an answer that is lost is made again from the same aggregates.
    private static final String WITHOUT_WAITING =
            "(select set_config('synchronous_commit', ?, true)) as unless_events_are_elsewhere";

    private static final String RECORD =
            "insert into idempotent_request (id, body_sha256, seed) select ?, ?, ? from "
                    + WITHOUT_WAITING
                    + " on conflict do nothing";
    private static final String KEEP =
            "update idempotent_request set status = ?, headers = ?::jsonb, body = ? from "
                    + WITHOUT_WAITING
                    + " where id = ?";

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final JdbcClient database;
    private final PersonalDataCipher cipher;
    private final EventStoreHead head;
    private final JsonMapper json;
    private final String synchronousCommit;

    /// A second request with the same key waits here for the answer of the first.
    private final ReentrantLock[] running = new ReentrantLock[LOCKS];

    IdempotencyFilter(
            JdbcClient database,
            PersonalDataCipher cipher,
            EventStoreHead head,
            JsonMapper json,
            @Value("${cartulary.event-store}") String eventStore) {
        this.database = database;
        this.cipher = cipher;
        this.head = head;
        this.json = json;
        this.synchronousCommit = "postgres".equals(eventStore) ? "off" : "on";
        Arrays.setAll(running, _ -> new ReentrantLock());
    }

    /// What is known of an earlier attempt; `status` is absent until that was answered.
    private record Attempt(
            byte[] bodySha256,
            UUID seed,
            @Nullable Integer status,
            @Nullable String headers,
            @Nullable String body) {}

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
        head.begin();
        var key = request.getHeader(HEADER);
        var answer = new ContentCachingResponseWrapper(response);
        if (key == null || !HttpMethod.POST.matches(request.getMethod())) {
            chain.doFilter(request, answer);
            finish(answer);
        } else if (!KEY.matcher(key).matches()) {
            refuse(
                    response,
                    HttpStatus.BAD_REQUEST,
                    "INVALID_VALUE",
                    HEADER + " has 1 to 200 visible characters.");
        } else {
            once(key, request, answer, chain);
        }
    }

    private void once(
            String key,
            HttpServletRequest request,
            ContentCachingResponseWrapper answer,
            FilterChain chain)
            throws ServletException, IOException {
        var body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            refuse(
                    answer,
                    HttpStatus.CONTENT_TOO_LARGE,
                    "BODY_TOO_LARGE",
                    "A request with " + HEADER + " has at most 1 MiB.");
            answer.copyBodyToResponse();
            return;
        }
        var caller = (RequestOrigin) request.getAttribute(RequestOrigin.ATTRIBUTE);
        var id =
                sha256(
                        (caller.actorId() + "\n" + request.getRequestURI() + "\n" + key)
                                .getBytes(StandardCharsets.UTF_8));
        var bodySha256 = sha256(body);
        var running = this.running[Math.floorMod(Arrays.hashCode(id), this.running.length)];
        running.lock();
        try {
            onceAtATime(id, bodySha256, caller.actorId(), request, body, answer, chain);
        } finally {
            running.unlock();
        }
        answer.copyBodyToResponse();
    }

    private void onceAtATime(
            byte[] id,
            byte[] bodySha256,
            String caller,
            HttpServletRequest request,
            byte[] body,
            ContentCachingResponseWrapper answer,
            FilterChain chain)
            throws ServletException, IOException {
        var earlier = recordOrFind(id, bodySha256);
        if (!MessageDigest.isEqual(earlier.bodySha256(), bodySha256)) {
            refuse(
                    answer,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "IDEMPOTENCY_KEY_REUSED",
                    "This "
                            + HEADER
                            + " was used with another body; use a new key for a new request.");
        } else if (earlier.status() != null) {
            repeat(earlier, answer);
        } else {
            request.setAttribute(SEED_ATTRIBUTE, earlier.seed());
            chain.doFilter(new BufferedBody(request, body), answer);
            if (answer.getStatus() < HttpStatus.INTERNAL_SERVER_ERROR.value()) {
                finishHeaders(answer);
                keep(id, caller, answer);
            }
        }
    }

    /// Committed before anything is dispatched.
    private Attempt recordOrFind(byte[] id, byte[] bodySha256) {
        var fresh = new Attempt(bodySha256, NewIds.newSeed(), null, null, null);
        var inserted =
                database.sql(RECORD)
                        .params(id, bodySha256, fresh.seed(), synchronousCommit)
                        .update();
        return inserted == 1
                ? fresh
                : database.sql(
                                "select body_sha256, seed, status, headers::text as headers, body"
                                        + " from idempotent_request where id = ?")
                        .param(id)
                        .query(Attempt.class)
                        .single();
    }

    private void keep(byte[] id, String caller, ContentCachingResponseWrapper answer) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : answer.getHeaderNames()) {
            headers.put(name, answer.getHeader(name));
        }
        if (answer.getContentType() != null) {
            headers.put(HttpHeaders.CONTENT_TYPE, answer.getContentType());
        }
        var body = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
        database.sql(KEEP)
                .params(
                        answer.getStatus(),
                        json.writeValueAsString(headers),
                        cipher.seal(caller, body),
                        synchronousCommit,
                        id)
                .update();
    }

    private void repeat(Attempt earlier, ContentCachingResponseWrapper answer) throws IOException {
        answer.setStatus(earlier.status());
        json.readValue(earlier.headers(), HEADERS).forEach(answer::setHeader);
        answer.getOutputStream()
                .write(cipher.open(earlier.body()).orElse("").getBytes(StandardCharsets.UTF_8));
    }

    private void finish(ContentCachingResponseWrapper answer) throws IOException {
        finishHeaders(answer);
        answer.copyBodyToResponse();
    }

    private void finishHeaders(HttpServletResponse answer) {
        if (HttpStatus.valueOf(answer.getStatus()).is2xxSuccessful()) {
            answer.setHeader(Position.HEADER, new Position(head.afterChanges()).encode());
        }
    }

    private void refuse(HttpServletResponse response, HttpStatus status, String code, String detail)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), Problems.problem(status, code, detail, HEADER));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    /// A request whose body was read once to compare it and is read again by the controller.
    private static final class BufferedBody extends HttpServletRequestWrapper {

        private final byte[] body;

        BufferedBody(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return bytes.read(target, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("the body is read at once");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(
                    new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
