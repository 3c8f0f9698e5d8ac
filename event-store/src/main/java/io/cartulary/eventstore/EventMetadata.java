package io.cartulary.eventstore;

/// Names of what every event tells about its cause, beside Axon's own identifier and time stamp.
public final class EventMetadata {

    /// Who asked: a customer's identifier, a staff member's name, or `system`.
    public static final String ACTOR_ID = "actorId";

    /// In which role: `guest`, `customer`, `staff` or `system`.
    public static final String ACTOR_ROLE = "actorRole";

    /// From where: network address and user agent, sealed for the actor with [PersonalDataCipher].
    public static final String ORIGIN = "origin";

    /// Which HTTP request it began with.
    public static final String REQUEST_ID = "requestId";

    /// The message the whole chain began with.
    public static final String CORRELATION_ID = "correlationId";

    /// The message that led directly to this one.
    public static final String CAUSATION_ID = "causationId";

    private EventMetadata() {}
}
