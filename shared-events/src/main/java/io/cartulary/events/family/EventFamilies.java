package io.cartulary.events.family;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.StoredAs;
import io.cartulary.events.account.AccountEvent;
import io.cartulary.events.attribute.AttributeEvent;
import io.cartulary.events.cart.CartEvent;
import io.cartulary.events.catalog.BrandEvent;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.CategoryEvent;
import io.cartulary.events.catalog.CollectionEvent;
import io.cartulary.events.coupon.CouponEvent;
import io.cartulary.events.credit.CreditEvent;
import io.cartulary.events.customer.CustomerEvent;
import io.cartulary.events.importedorder.ImportedOrderEvent;
import io.cartulary.events.inventory.StockEvent;
import io.cartulary.events.media.MediaEvent;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.pricing.PricingEvent;
import io.cartulary.events.review.ReviewEvent;
import io.cartulary.events.search.SearchEvent;
import io.cartulary.events.wishlist.WishlistEvent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Every event there is, by context. Stored names, approved samples and the event catalogue are
/// made from this list.
public final class EventFamilies {

    /// The sealed interface of each context's events.
    public static final List<Class<? extends DomainEvent>> ALL =
            List.of(
                    AccountEvent.class,
                    AttributeEvent.class,
                    BrandEvent.class,
                    CartEvent.class,
                    CatalogEvent.class,
                    CategoryEvent.class,
                    CollectionEvent.class,
                    CouponEvent.class,
                    CreditEvent.class,
                    CustomerEvent.class,
                    ImportedOrderEvent.class,
                    MediaEvent.class,
                    OrderEvent.class,
                    PaymentEvent.class,
                    PricingEvent.class,
                    ReviewEvent.class,
                    SearchEvent.class,
                    StockEvent.class,
                    WishlistEvent.class);

    private EventFamilies() {}

    /// All event records, family by family.
    public static Stream<Class<?>> events() {
        return ALL.stream().flatMap(family -> Stream.of(family.getPermittedSubclasses()));
    }

    /// The name under which an event is stored, for example `order.OrderPlaced`.
    public static String storedName(Class<?> event) {
        return storedAs(event).name();
    }

    /// The revision of the shape in which an event is written today.
    public static int storedRevision(Class<?> event) {
        return storedAs(event).revision();
    }

    /// The context an event belongs to, for example `order`: the first part of its stored name.
    public static String contextOf(Class<?> event) {
        return storedName(event).substring(0, storedName(event).indexOf('.'));
    }

    /// The contexts of all events.
    public static Stream<String> contexts() {
        return events().map(EventFamilies::contextOf).distinct();
    }

    private static StoredAs storedAs(Class<?> event) {
        return Objects.requireNonNull(
                event.getAnnotation(StoredAs.class), () -> event + " states no @StoredAs");
    }
}
