package io.cartulary.command.account.service;

import io.cartulary.web.problem.ProblemException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Does after the answer what would take longer where there is an account. Who waits in vain asks
/// again: nothing here must not be lost.
@Component
public class Aside {

    private static final Logger log = LoggerFactory.getLogger(Aside.class);

    private static final int MOST_AT_ONCE = 200;

    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    public void run(Runnable work) {
        if (!room.tryAcquire()) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "LOG_INS_BUSY",
                    "Too many people log in at the moment; send the request again.",
                    null);
        }
        Thread.ofVirtual()
                .name("account-aside")
                .start(() -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        log.warn("What was asked of an account could not be done", e);
                    } finally {
                        room.release();
                    }
                });
    }
}
