package io.cartulary.command.account.act;

import io.cartulary.command.expiry.PollingJob;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/// Records acts that no request records: wrong passwords, which would else take longer where there
/// is an account, and what a crash cut off.
@Component
class ActRecordingJob extends PollingJob {

    private static final Duration EVERY = Duration.ofSeconds(3);

    /// A request records its own acts within this time.
    private static final Duration LEFT_TO_REQUESTS = Duration.ofSeconds(1);

    private static final int AT_ONCE = 100;

    private final ActRecorder recorder;
    private final InstantSource clock;

    ActRecordingJob(ActRecorder recorder, InstantSource clock) {
        super("acts of accounts", EVERY);
        this.recorder = recorder;
        this.clock = clock;
    }

    @Override
    protected void poll() {
        recorder.record(recorder.findLeft(clock.instant().minus(LEFT_TO_REQUESTS), AT_ONCE));
    }
}
