package io.cartulary.embedded.parts;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts a part again that has ended, for as long as it takes: after a second, then ever more
/// seldom, up to once a minute.
public final class PartSupervisor {
    private static final Logger LOG = LoggerFactory.getLogger(PartSupervisor.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final EmbeddedParts parts;
    private final Map<Part, Pause> pauses = new EnumMap<>(Part.class);

    /// @param length until the next start
    /// @param end when that was to be, as of [System#nanoTime()]
    private record Pause(Duration length, long end) {
        static Pause of(Duration length) {
            return new Pause(length, System.nanoTime() + length.toNanos());
        }

        /// Twice as long as the last one, unless the part ran for a while since.
        Pause next() {
            boolean ran = System.nanoTime() - end > LONGEST_PAUSE.toNanos();
            var twice = length.multipliedBy(2);
            return of(
                    ran
                            ? SHORTEST_PAUSE
                            : twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE);
        }
    }

    public PartSupervisor(EmbeddedParts parts) {
        this.parts = parts;
    }

    /// Returns at once.
    public void startAgain(Part part) {
        Thread.ofVirtual().name("start " + part.title()).start(() -> untilItRuns(part));
    }

    private void untilItRuns(Part part) {
        String failure = "";
        while (!parts.isClosing()) {
            try {
                Thread.sleep(nextPause(part));
                parts.startAgain(part);
                LOG.info("{} recovered", part.title());
                return;
            } catch (PartFailed e) {
                String reason = String.valueOf(e.getMessage());
                if (!reason.equals(failure) && !parts.isClosing()) {
                    LOG.warn("{} is still failing: {}", part.title(), reason);
                    failure = reason;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized Duration nextPause(Part part) {
        return pauses.compute(
                        part, (_, last) -> last == null ? Pause.of(SHORTEST_PAUSE) : last.next())
                .length();
    }
}
