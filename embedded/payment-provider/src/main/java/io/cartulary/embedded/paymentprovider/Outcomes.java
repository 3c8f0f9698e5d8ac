package io.cartulary.embedded.paymentprovider;

import io.cartulary.embedded.paymentprovider.LedgerEntry.Charged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ends each pending charge as its token says and reports it to the shop until it listens, also
/// after a restart.
///
/// Which outcomes the shop has acknowledged stands in `callbacks.jsonl`. That file is not forced to
/// disk: a line lost in a crash means one more callback, which a shop has to bear anyway.
final class Outcomes implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Outcomes.class.getName());
    private static final int MOST_AT_ONCE = 64;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// A line of `callbacks.jsonl`.
    record Acknowledged(Instant at, String eventId, String reference) {}

    /// The body of a callback; the amount is in minor units.
    record Callback(
            String eventId,
            String type,
            String reference,
            String chargeId,
            long amount,
            String currency) {}

    private record Due(Charge charge, int failures, Instant at, InstantSource clock)
            implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(clock.instant(), at));
        }

        @Override
        public int compareTo(Delayed other) {
            return at.compareTo(((Due) other).at);
        }
    }

    private final Charges charges;
    private final Duration late;
    private final Signature signature;
    private final InstantSource clock;
    private final JsonLinesFile<Acknowledged> acknowledged;
    private final DelayQueue<Due> agenda = new DelayQueue<>();
    private final Semaphore permits = new Semaphore(MOST_AT_ONCE);
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final Thread dispatcher;
    private volatile boolean open = true;

    Outcomes(
            Charges charges,
            Path callbacks,
            Duration late,
            Signature signature,
            InstantSource clock)
            throws IOException {
        this.charges = charges;
        this.late = late;
        this.signature = signature;
        this.clock = clock;
        this.acknowledged =
                JsonLinesFile.open(
                        callbacks,
                        false,
                        Acknowledged.class,
                        line -> shopWasTold(line.reference()));
        charges.all().forEach(this::follow);
        this.dispatcher = Thread.ofPlatform().name("outcomes").daemon().start(this::dispatch);
    }

    private void shopWasTold(String reference) {
        Charge charge = charges.lookUp(reference);
        if (charge != null) {
            charge.shopWasTold();
        }
    }

    /// Sees to it that the charge comes to its end and the shop hears of it. To be called when the
    /// charge was taken on, and again for every charge after a restart.
    void follow(Charge charge) {
        Charged request = charge.charged();
        if (request == null || charge.shopTold()) {
            return;
        }
        switch (charge.status()) {
            case UNKNOWN, VOIDED -> {
                // A void is the shop's own doing: there is nothing to report.
            }
            case PENDING -> {
                switch (Token.of(request.token())) {
                    case SETTLE, DECLINE, TWICE -> agenda.add(due(charge, 0, clock.instant()));
                    case LATE -> agenda.add(due(charge, 0, request.at().plus(late)));
                    case NEVER -> {
                        // Stays pending until the shop voids it.
                    }
                }
            }
            case SETTLED, DECLINED, REFUNDED -> agenda.add(due(charge, 0, clock.instant()));
        }
    }

    private Due due(Charge charge, int failures, Instant at) {
        return new Due(charge, failures, at, clock);
    }

    private void dispatch() {
        try {
            while (open) {
                Due due = agenda.take();
                permits.acquire();
                Thread.startVirtualThread(() -> {
                    try {
                        bringToItsEnd(due);
                    } finally {
                        permits.release();
                    }
                });
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void bringToItsEnd(Due due) {
        Charge charge = due.charge();
        Charged request = charge.charged();
        if (!open || request == null) {
            return;
        }
        try {
            Token token = Token.of(request.token());
            if (charge.status() == Charge.Status.PENDING) {
                if (token == Token.DECLINE) {
                    charges.decline(charge);
                } else {
                    charges.settle(charge);
                }
            }
            Callback callback = callbackFor(charge, request);
            if (callback == null) {
                return;
            }
            for (int times = token == Token.TWICE ? 2 : 1; times > 0; times--) {
                report(callback, request.callbackUrl());
            }
            acknowledged.append(
                    new Acknowledged(clock.instant(), callback.eventId(), callback.reference()));
            charge.shopWasTold();
        } catch (IOException | UncheckedIOException failure) {
            tryAgain(due, failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryAgain(Due due, Exception failure) {
        if (!open) {
            return;
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(due.failures(), 5));
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            pause = LONGEST_PAUSE;
        }
        LOG.log(
                System.Logger.Level.DEBUG,
                "Outcome of {0} again in {1}: {2}",
                due.charge().reference(),
                pause,
                failure);
        agenda.add(due(due.charge(), due.failures() + 1, clock.instant().plus(pause)));
    }

    private static @Nullable Callback callbackFor(Charge charge, Charged request) {
        String type =
                switch (charge.status()) {
                    case SETTLED, REFUNDED -> "charge.settled";
                    case DECLINED -> "charge.declined";
                    case UNKNOWN, PENDING, VOIDED -> null;
                };
        return type == null
                ? null
                : new Callback(
                        request.eventId(),
                        type,
                        request.reference(),
                        request.chargeId(),
                        request.amount(),
                        request.currency());
    }

    private void report(Callback callback, String address)
            throws IOException, InterruptedException {
        String body = Json.MAPPER.writeValueAsString(callback);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header(Signature.HEADER, signature.of(clock.instant(), body))
                        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                        .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 != 2) {
            throw new IOException("The shop answered " + status);
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        dispatcher.interrupt();
        acknowledged.close();
        http.shutdownNow();
    }
}
