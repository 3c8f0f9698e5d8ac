package io.cartulary.gateway;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/// One process behind the gateway. It is asked only if it says that it is ready and has not just
/// failed too often.
final class Node {

    private final URI address;
    private final CircuitBreaker breaker;
    private volatile boolean ready = true;

    Node(URI address, CircuitBreaker breaker) {
        this.address = address;
        this.breaker = breaker;
    }

    URI address() {
        return address;
    }

    boolean isAvailable() {
        return ready && breaker.getState() != CircuitBreaker.State.OPEN;
    }

    /// A request that is admitted reports afterwards how it went.
    boolean admits() {
        return ready && breaker.tryAcquirePermission();
    }

    void answered(long nanos) {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(long nanos, Throwable failure) {
        breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
    }

    /// The request came to nothing before it was the node's turn.
    void wasNotAsked() {
        breaker.releasePermission();
    }

    void unreachable() {
        ready = false;
    }

    /// @return whether this is news
    boolean probed(boolean answer) {
        boolean news = ready != answer;
        ready = answer;
        return news;
    }
}
