package io.cartulary.events;

import io.cartulary.events.cart.CartEvent;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.coupon.CouponEvent;
import io.cartulary.events.credit.CreditEvent;
import io.cartulary.events.inventory.StockEvent;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.pricing.PricingEvent;
import java.util.List;
import java.util.stream.Stream;

/// Every event there is, by context. Stored names, approved samples and the event catalogue are
/// made from this list.
public final class EventFamilies {

    /// The sealed interface of each context's events.
    public static final List<Class<? extends DomainEvent>> ALL =
            List.of(
                    CartEvent.class,
                    CatalogEvent.class,
                    CouponEvent.class,
                    CreditEvent.class,
                    OrderEvent.class,
                    PaymentEvent.class,
                    PricingEvent.class,
                    StockEvent.class);

    private EventFamilies() {}

    /// All event records, family by family.
    public static Stream<Class<?>> events() {
        return ALL.stream().flatMap(family -> Stream.of(family.getPermittedSubclasses()));
    }

    /// The name under which an event is stored, for example `order.OrderPlaced`: its context and
    /// its simple name, so that a class may move without touching what was stored.
    public static String storedName(Class<?> event) {
        return contextOf(event) + "." + event.getSimpleName();
    }

    /// The context an event belongs to, for example `order`.
    public static String contextOf(Class<?> event) {
        var packageName = event.getPackageName();
        return packageName.substring(packageName.lastIndexOf('.') + 1);
    }
}
