package io.cartulary.eventstore.format;

import io.cartulary.events.Percent;
import io.cartulary.events.Personal;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.SessionId;
import io.cartulary.events.attribute.AttributeChoice;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.attribute.AttributeSetDefinition;
import io.cartulary.events.attribute.AttributeSetId;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.CollectionId;
import io.cartulary.events.catalog.Dimensions;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Sale;
import io.cartulary.events.catalog.SaleId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount;
import io.cartulary.events.coupon.Stacking;
import io.cartulary.events.credit.CreditAccountId;
import io.cartulary.events.customer.AddressId;
import io.cartulary.events.customer.CustomerAddress;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.inventory.WarehousePieces;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.PriceListId;
import io.cartulary.events.pricing.ShippingMethodId;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRuleId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What the events of samples are made of.
final class SampleValues {

    static final String UUID = "01970000-0000-7000-8000-000000000001";
    static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");
    static final CartId CART = new CartId("cart-" + UUID);
    static final CartId OTHER_CART = new CartId("cart-" + UUID.replace("01", "02"));
    static final CustomerId CUSTOMER = new CustomerId("customer-" + UUID);
    static final OrderId ORDER = new OrderId("order-" + UUID);
    static final PaymentId PAYMENT = new PaymentId("payment-" + UUID);
    static final AccountId ACCOUNT = new AccountId("account-" + UUID);
    static final SessionId SESSION = new SessionId("session-" + UUID);
    static final CreditAccountId CREDIT = new CreditAccountId("credit-card-" + UUID);
    static final CaptureId CAPTURE = new CaptureId("capture-" + UUID);
    static final RefundId REFUND = new RefundId("refund-" + UUID);
    static final ProductId PRODUCT = new ProductId("product-" + UUID);
    static final BrandId BRAND = new BrandId("brand-" + UUID);
    static final CollectionId COLLECTION = new CollectionId("collection-" + UUID);
    static final CategoryId CATEGORY = new CategoryId("category-" + UUID);
    static final Sku SKU = new Sku("TONER-200");
    static final StockItemId STOCK = StockItemId.of(SKU);
    static final CouponCode CODE = new CouponCode("WELCOME10");
    static final CouponId COUPON = CouponId.of(CODE);
    static final List<SkuQuantity> TWO = List.of(new SkuQuantity(SKU, 2));
    static final Sku BUNDLE = new Sku("GIFT-BOX");
    static final List<WarehousePieces> MOVED =
            List.of(new WarehousePieces(new WarehouseCode("BERLIN-2"), 2, 98, 3));

    static final PostalAddress ADDRESS =
            new PostalAddress(
                    "Ada Park",
                    "1 High Street",
                    "Flat 2",
                    "London",
                    "Greater London",
                    "N1 1AA",
                    "GB");

    static final AddressId KEPT = new AddressId("address-" + UUID);

    static final Personal<CustomerAddress> HOME =
            Personal.of(
                    CUSTOMER.value(),
                    new CustomerAddress(
                            "Ada",
                            "Park",
                            "Park & Co",
                            "1 High Street",
                            "Flat 2",
                            "London",
                            "Greater London",
                            "N1 1AA",
                            "GB",
                            "+44 20 7946 0000"));

    static final ShipmentId SHIPMENT = new ShipmentId("shipment-" + UUID);
    static final ReturnId RETURN = new ReturnId("return-" + UUID);
    static final EditId EDIT = new EditId("edit-" + UUID);
    static final LinePieces PIECES = new LinePieces(1, SKU, 2);

    static final OrderLine LINE =
            new OrderLine(
                    1,
                    SKU,
                    PRODUCT,
                    "Rose toner, 200 ml",
                    2,
                    gbp(1250),
                    gbp(250),
                    gbp(450),
                    gbp(2700),
                    7);

    static final OrderTotals TOTALS =
            new OrderTotals(gbp(2500), gbp(250), gbp(395), gbp(529), gbp(3174));

    static final Variant VARIANT =
            new Variant(
                    SKU,
                    Map.of("size", "200 ml"),
                    gbp(1250),
                    gbp(1500),
                    "standard",
                    240,
                    new Dimensions(40, 50, 180),
                    "5012345678900");

    static final Sale SALE =
            new Sale(new SaleId("sale-" + UUID), SKU, gbp(990), TIME, TIME.plusSeconds(86_400));

    static final AttributeId ATTRIBUTE = AttributeId.of("skin-type");
    static final AttributeSetId ATTRIBUTE_SET = AttributeSetId.of("skincare");

    static final AttributeDefinition SKIN_TYPES =
            new AttributeDefinition(
                    LocalizedText.english("Skin type"),
                    AttributeKind.CHOICES,
                    null, // of numbers only
                    List.of(
                            AttributeChoice.of("dry", LocalizedText.english("Dry")),
                            AttributeChoice.of("mature", LocalizedText.english("Mature"))
                                    .archive()),
                    true,
                    true,
                    false);

    static final AttributeSetDefinition SKINCARE =
            new AttributeSetDefinition(
                    LocalizedText.english("Skincare"), List.of("skin-type", "volume"));

    static final ProductDescription DESCRIPTION =
            new ProductDescription(
                    LocalizedText.english("Rose toner"),
                    LocalizedText.english("Calms and balances."),
                    LocalizedText.english("A calming toner."),
                    LocalizedText.english("Rose toner, vegan"),
                    LocalizedText.english("Buy a calming rose toner."),
                    BRAND,
                    List.of(CATEGORY),
                    List.of("vegan"),
                    "skincare",
                    Map.of("skin-type", List.of("dry")),
                    true);

    static final CouponTerms TERMS =
            new CouponTerms(
                    new Discount.PercentageOff(Percent.of("10")),
                    gbp(2000),
                    gbp(1000),
                    100,
                    1,
                    true,
                    TIME,
                    TIME.plusSeconds(86_400),
                    Set.of(SKU),
                    Set.of(CATEGORY),
                    Set.of(PRODUCT),
                    true,
                    new Stacking(5, true, "season"));

    static final Destination CALIFORNIA = new Destination("US-CA");
    static final TaxRuleId TAX_RULE = TaxRuleId.of(CALIFORNIA);
    static final ShippingMethodId SHIPPING = ShippingMethodId.of("express");
    static final PriceListId PRICE_LIST = PriceListId.of("britain");
    static final ShippingRate RATE =
            new ShippingRate(
                    Set.of(CALIFORNIA), 20_000L, gbp(50_000), gbp(695), gbp(150), gbp(10_000));

    private SampleValues() {}

    static Money gbp(long pence) {
        return Money.ofMinor(CurrencyUnit.of("GBP"), pence);
    }
}
