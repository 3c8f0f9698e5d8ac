package io.cartulary.web.limit;

import io.cartulary.web.limit.BodyLimits.BodyLimit;
import io.cartulary.web.limit.connection.ArrivingRequests.Arrival;
import io.cartulary.web.problem.ProblemException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/// The body of a request, of which no more is read than it may have, as long as there is room for
/// it and it comes in time.
///
/// What is refused while it is read ends the request with a problem. It is no [IOException], which
/// its reader would take for a body of the wrong form.
final class LimitedBody extends ServletInputStream implements Arrival {

    /// Nearly every body of a shopper. There are at most as many as there are connections.
    private static final DataSize NOT_COUNTED = DataSize.ofKilobytes(16);

    private static final DataSize SLOWEST_IN_A_SECOND = DataSize.ofKilobytes(16);

    private final ServletInputStream in;
    private final BodyLimit limit;
    private final BytesInFlight bytes;
    private final Duration within;
    private final long begun = System.nanoTime();
    private volatile long received;
    private long counted;

    LimitedBody(ServletInputStream in, BodyLimit limit, BytesInFlight bytes, Duration within) {
        this.in = in;
        this.limit = limit;
        this.bytes = bytes;
        this.within = within;
    }

    static ProblemException tooLarge(BodyLimit limit) {
        return new ProblemException(
                HttpStatus.CONTENT_TOO_LARGE,
                "BODY_TOO_LARGE",
                "A body has at most %,d bytes here.".formatted(limit.size().toBytes()),
                null);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        int read;
        try {
            read = in.read(target, offset, length);
        } catch (IOException e) {
            throw incomplete(e);
        }
        if (read > 0) {
            received += read;
            if (received > limit.size().toBytes()) {
                throw tooLarge(limit);
            }
            count();
        }
        if (read >= 0 && isOverdue(System.nanoTime())) {
            throw incomplete(null);
        }
        return read;
    }

    private void count() {
        var toCount = Math.min(received, limit.held().toBytes()) - NOT_COUNTED.toBytes() - counted;
        if (toCount <= 0) {
            return;
        }
        if (!bytes.tryHold(toCount)) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "SERVER_BUSY",
                    "The server receives too many large bodies at the moment; send the request again.",
                    null);
        }
        counted += toCount;
    }

    private ProblemException incomplete(IOException cause) {
        var problem =
                new ProblemException(
                        HttpStatus.REQUEST_TIMEOUT,
                        "BODY_INCOMPLETE",
                        "The body did not arrive within %d seconds."
                                .formatted(allowed().toSeconds()),
                        null);
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }

    private Duration allowed() {
        return within.plusSeconds(received / SLOWEST_IN_A_SECOND.toBytes());
    }

    @Override
    public boolean isOverdue(long now) {
        return now - begun > allowed().toNanos();
    }

    /// No one reads it any more.
    void letGo() {
        bytes.release(counted);
        counted = 0;
    }

    @Override
    public boolean isFinished() {
        return in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
