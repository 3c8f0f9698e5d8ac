package io.cartulary.events.description;

import io.cartulary.events.DomainEvent;
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

/// Describes every event in one sentence. A new event does not compile until it is described here.
public final class EventDescriptions {

    private EventDescriptions() {}

    public static String describe(DomainEvent event) {
        return switch (event) {
            case AccountEvent account -> AccountDescriptions.describe(account);
            case AttributeEvent attribute -> AttributeDescriptions.describe(attribute);
            case BrandEvent brand -> BrandDescriptions.describe(brand);
            case CartEvent cart -> CartDescriptions.describe(cart);
            case CatalogEvent catalog -> CatalogDescriptions.describe(catalog);
            case CategoryEvent category -> CategoryDescriptions.describe(category);
            case CollectionEvent collection -> CollectionDescriptions.describe(collection);
            case CouponEvent coupon -> CouponDescriptions.describe(coupon);
            case CreditEvent credit -> CreditDescriptions.describe(credit);
            case CustomerEvent customer -> CustomerDescriptions.describe(customer);
            case ImportedOrderEvent imported -> ImportedOrderDescriptions.describe(imported);
            case MediaEvent media -> MediaDescriptions.describe(media);
            case OrderEvent order -> OrderDescriptions.describe(order);
            case PaymentEvent payment -> PaymentDescriptions.describe(payment);
            case PricingEvent pricing -> PricingDescriptions.describe(pricing);
            case ReviewEvent review -> ReviewDescriptions.describe(review);
            case SearchEvent search -> SearchDescriptions.describe(search);
            case StockEvent stock -> StockDescriptions.describe(stock);
            case WishlistEvent wishlist -> WishlistDescriptions.describe(wishlist);
            default ->
                    throw new IllegalArgumentException("a family that is not described: " + event);
        };
    }
}
