package io.cartulary.eventstore.tail;

import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/// A log of events as its tail reads it, by positions of which each event has one.
public interface FollowedLog {

    /// The tail begins. From now on `look` is run when there may be more to read; it does not
    /// block.
    void follow(Runnable look);

    /// The position of the last event, 0 of an empty log.
    long head();

    /// What follows a position at the end of the log, as far as it is there; asked by the tail's
    /// own thread alone, and each time from where the last answer ended.
    List<TrackedEventMessage<?>> next(long after);

    /// For a reader that is further behind than the tail.
    List<TrackedEventMessage<?>> read(long after, int atMost);

    /// The tail is done with everything up to a position.
    void passed(List<? extends TrackedEventMessage<?>> events, long to);
}
