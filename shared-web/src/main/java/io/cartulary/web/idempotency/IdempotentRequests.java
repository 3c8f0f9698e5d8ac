package io.cartulary.web.idempotency;

import io.cartulary.eventstore.EventStoreHead;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is known of requests that carried an `Idempotency-Key`, for thirty days.
///
/// A request costs one round trip beside its own work: its record before anything is dispatched.
/// Its answer is written with those of others. Neither waits for the disk: an event that follows
/// from the request is later in the same log and takes the record along, and an answer that is lost
/// with the server is made again by a repetition, which meets the same aggregates.
public final class IdempotentRequests implements InitializingBean, DisposableBean {

    static final Duration KEPT = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(IdempotentRequests.class);
    private static final int FORGOTTEN_AT_ONCE = 1000;
    private static final Duration BETWEEN_CLEANUPS = Duration.ofHours(1);

    /// Of the transaction of this one statement; referenced, so that it is evaluated.
    private static final String COMMIT =
            " (select set_config('synchronous_commit', ?, true)) as commit";

    private final JdbcClient database;
    private final ProcessLease process;
    private final InstantSource clock;
    private final @Nullable EventStoreHead head;

    /// Whether the record of a request waits for the disk: where events have another log.
    private final String recorded;

    private final WriteBehindBuffer<Kept> answers =
            new WriteBehindBuffer<>(
                    "idempotency-answers", kept -> 1 + kept.answer().length() / 1024, this::write);

    private final ScheduledExecutorService cleanups =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("idempotency-cleanup").factory());

    /// @param head of the store that the requests' events go to; none where they lead to none
    public IdempotentRequests(
            DataSource database, InstantSource clock, @Nullable EventStoreHead head) {
        this.database = JdbcClient.create(database);
        this.process = new ProcessLease(database);
        this.clock = clock;
        this.head = head;
        this.recorded = head == null || head.isInDatabase() ? "off" : "on";
    }

    /// @param runner the process that works on it; none when an attempt ended without an answer
    /// @param status of the answer, once there is one
    record Attempt(
            byte[] bodySha256,
            UUID seed,
            @Nullable Long runner,
            @Nullable Integer status,
            @Nullable Long position,
            @Nullable String answer) {

        boolean isAnswered() {
            return status != null;
        }
    }

    /// An answer that is yet to be written.
    private record Kept(byte[] id, int status, String answer, @Nullable Long position) {}

    /// The seed under which this process now works on a request that is new.
    Optional<UUID> begin(byte[] id, byte[] bodySha256) {
        var seed = NewIds.newSeed();
        var inserted =
                database.sql(
                                "insert into idempotent_request (id, body_sha256, seed, runner) select ?, ?, ?, ? from"
                                        + COMMIT
                                        + " where commit.set_config is not null on conflict do nothing")
                        .params(id, bodySha256, seed, process.number(), recorded)
                        .update();
        return inserted == 1 ? Optional.of(seed) : Optional.empty();
    }

    Optional<Attempt> find(byte[] id) {
        return database.sql(
                        "select body_sha256, seed, runner, status, position, answer from idempotent_request where id = ?")
                .param(id)
                .query(Attempt.class)
                .optional();
    }

    /// Whether no one works on it any more; if so, this process does now.
    boolean takeOver(byte[] id, Attempt attempt) {
        var runner = attempt.runner();
        if (runner != null && process.isAlive(runner)) {
            return false;
        }
        return database.sql(
                                "update idempotent_request set runner = ? where id = ? and status is null and runner is not distinct from ?")
                        .params(process.number(), id, runner)
                        .update()
                == 1;
    }

    /// Keeps the answer, a moment later and together with others. A repetition that comes before
    /// waits for it.
    ///
    /// @return what a reader must cover to see what the request changed, if it can change anything
    OptionalLong keep(byte[] id, int status, String answer) {
        var position = position();
        answers.add(
                new Kept(id, status, answer, position.isPresent() ? position.getAsLong() : null));
        return position;
    }

    private void write(List<Kept> kept) {
        database.sql(
                        """
                        update idempotent_request as request
                        set status = kept.status, answer = kept.answer, runner = null, position = kept.position
                        from unnest(?::bytea[], ?::integer[], ?::text[], ?::bigint[]) as kept (id, status, answer, position),\
                        """
                                + COMMIT
                                + " where request.id = kept.id and commit.set_config is not null")
                .params(
                        kept.stream().map(Kept::id).toArray(byte[][]::new),
                        kept.stream().map(Kept::status).toArray(Integer[]::new),
                        kept.stream().map(Kept::answer).toArray(String[]::new),
                        kept.stream().map(Kept::position).toArray(Long[]::new),
                        "off")
                .update();
    }

    /// The attempt failed and may be repeated.
    void release(byte[] id) {
        database.sql("update idempotent_request set runner = null where id = ? and status is null")
                .param(id)
                .update();
    }

    /// A request begins that may change something.
    void changesBegin() {
        if (head != null) {
            head.begin();
        }
    }

    /// What a reader must cover to see what this thread changed since then.
    OptionalLong position() {
        return head == null ? OptionalLong.empty() : OptionalLong.of(head.afterChanges());
    }

    @Override
    public void afterPropertiesSet() {
        cleanups.scheduleWithFixedDelay(process::check, 1, 1, TimeUnit.SECONDS);
        cleanups.scheduleWithFixedDelay(
                this::forgetExpired, 1, BETWEEN_CLEANUPS.toMinutes(), TimeUnit.MINUTES);
    }

    /// In batches, so that no transaction holds up those who read the events.
    int forgetExpired() {
        var forgotten = 0;
        try {
            int batch;
            do {
                batch =
                        database.sql(
                                        "delete from idempotent_request where id in (select id from idempotent_request"
                                                + " where created_at < ? limit ? for update skip locked)")
                                .params(
                                        clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC),
                                        FORGOTTEN_AT_ONCE)
                                .update();
                forgotten += batch;
            } while (batch == FORGOTTEN_AT_ONCE);
        } catch (DataAccessException e) {
            log.warn("Old idempotency keys are forgotten an hour later: {}", e.getMessage());
        }
        return forgotten;
    }

    @Override
    public void destroy() {
        cleanups.shutdownNow();
        answers.close();
        process.close();
    }
}
