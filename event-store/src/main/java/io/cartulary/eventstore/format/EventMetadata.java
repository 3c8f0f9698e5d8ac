package io.cartulary.eventstore.format;

/// Names of what every event says about its cause, beside Axon's own identifier and time stamp.
public final class EventMetadata {

    /// Who asked: a customer's identifier, a staff member's name, `system`, or another system such
    /// as `payment-provider-stripe`.
    public static final String ACTOR_ID = "actorId";

    /// In which role: `guest`, `customer`, `staff` or `system`.
    public static final String ACTOR_ROLE = "actorRole";

    /// The account of the member of staff who acted for the actor; absent where the actor acted.
    public static final String STAFF_ID = "staffId";

    /// From where: network address and user agent of who acted, sealed for them with
    /// [PersonalDataCipher].
    public static final String ORIGIN = "origin";

    /// Which HTTP request it began with.
    public static final String REQUEST_ID = "requestId";

    /// The message the whole chain began with.
    public static final String CORRELATION_ID = "correlationId";

    /// The event that led to this one, or the command that did if no event led to that: a walk from
    /// cause to cause goes over stored events until where the chain began.
    public static final String CAUSATION_ID = "causationId";

    /// The command that was decided on, for example `PlaceOrder`; one that another command sent
    /// stands after that, as in `CheckOut/PlaceOrder`.
    public static final String COMMAND = "command";

    /// The class that handled the event before and sent the command, for example
    /// `OrderFulfilmentSaga`.
    public static final String HANDLER = "handler";

    /// The effect that the command reports about.
    public static final String EFFECT_ID = "effectId";

    /// Role of what acts of its own accord, and the actor where it is this system itself.
    public static final String SYSTEM = "system";

    private EventMetadata() {}
}
