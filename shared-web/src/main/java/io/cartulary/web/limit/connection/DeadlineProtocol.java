package io.cartulary.web.limit.connection;

import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// HTTP/1.1 with a time within which a request has to arrive as a whole. Tomcat alone only bounds
/// the pauses: one byte every few seconds keeps a connection for hours.
public final class DeadlineProtocol extends Http11NioProtocol {

    private static final Logger log = LoggerFactory.getLogger(DeadlineProtocol.class);

    private @Nullable ArrivingRequests arriving;
    private Duration headersWithin = Duration.ZERO;

    void closeOverdue(ArrivingRequests arriving, Duration headersWithin) {
        this.arriving = arriving;
        this.headersWithin = headersWithin;
    }

    @Override
    public void start() throws Exception {
        super.start();
        getUtilityExecutor().scheduleWithFixedDelay(this::closeOverdue, 1, 1, TimeUnit.SECONDS);
    }

    private void closeOverdue() {
        var bodies = Objects.requireNonNull(arriving);
        var now = System.nanoTime();
        var open = new HashSet<String>();
        var closed = 0;
        for (var connection : getEndpoint().getConnections()) {
            var id = connection.getServletConnection("http/1.1", "").getConnectionId();
            if (bodies.isOverdue(id, now) || headersAreOverdue(connection, now)) {
                connection.close();
                closed++;
            } else {
                open.add(id);
            }
        }
        bodies.keepOnly(open);
        if (closed > 0) {
            log.info("Closed {} connections whose requests did not arrive in time", closed);
        }
    }

    /// A processor stays with its connection between two reads only while headers are incomplete or
    /// an asynchronous answer is.
    private boolean headersAreOverdue(SocketWrapperBase<?> connection, long now) {
        if (!(connection.getCurrentProcessor() instanceof AbstractProcessor processor)
                || processor.isAsync()) {
            return false;
        }
        var begun = processor.getRequest().getStartTimeNanos();
        return begun != -1 && now - begun > headersWithin.toNanos();
    }
}
