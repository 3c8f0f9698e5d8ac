package io.cartulary.eventstore.format;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.Percent;
import io.cartulary.events.Personal;
import io.cartulary.events.account.AccountEvent;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.ApiKeyId;
import io.cartulary.events.account.EmailClaimId;
import io.cartulary.events.account.Role;
import io.cartulary.events.account.SessionId;
import io.cartulary.events.cart.CartEvent;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.SlugId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponEvent;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount;
import io.cartulary.events.coupon.Stacking;
import io.cartulary.events.credit.CreditAccountId;
import io.cartulary.events.credit.CreditEvent;
import io.cartulary.events.customer.AddressId;
import io.cartulary.events.customer.CustomerAddress;
import io.cartulary.events.customer.CustomerEvent;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.customer.Profile;
import io.cartulary.events.importedorder.ImportedOrderEvent;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.inventory.WarehousePieces;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.HeldPieces;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.ListPrice;
import io.cartulary.events.pricing.PriceListId;
import io.cartulary.events.pricing.PricingEvent;
import io.cartulary.events.pricing.ShippingMethodId;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import io.cartulary.events.pricing.TaxRuleId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// One event of every type, with every field filled.
final class SampleEvents {

    private static final String UUID = "01970000-0000-7000-8000-000000000001";
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final CartId CART = new CartId("cart-" + UUID);
    private static final CartId OTHER_CART = new CartId("cart-" + UUID.replace("01", "02"));
    private static final CustomerId CUSTOMER = new CustomerId("customer-" + UUID);
    private static final OrderId ORDER = new OrderId("order-" + UUID);
    private static final PaymentId PAYMENT = new PaymentId("payment-" + UUID);
    private static final AccountId ACCOUNT = new AccountId("account-" + UUID);
    private static final SessionId SESSION = new SessionId("session-" + UUID);
    private static final CreditAccountId CREDIT = new CreditAccountId("credit-card-" + UUID);
    private static final CaptureId CAPTURE = new CaptureId("capture-" + UUID);
    private static final RefundId REFUND = new RefundId("refund-" + UUID);
    private static final ProductId PRODUCT = new ProductId("product-" + UUID);
    private static final Sku SKU = new Sku("TONER-200");
    private static final StockItemId STOCK = StockItemId.of(SKU);
    private static final CouponCode CODE = new CouponCode("WELCOME10");
    private static final CouponId COUPON = CouponId.of(CODE);
    private static final List<SkuQuantity> TWO = List.of(new SkuQuantity(SKU, 2));
    private static final Sku BUNDLE = new Sku("GIFT-BOX");
    private static final List<WarehousePieces> MOVED =
            List.of(new WarehousePieces(new WarehouseCode("BERLIN-2"), 2, 98, 3));
    private static final PostalAddress ADDRESS =
            new PostalAddress(
                    "Ada Park",
                    "1 High Street",
                    "Flat 2",
                    "London",
                    "Greater London",
                    "N1 1AA",
                    "GB");
    private static final AddressId KEPT = new AddressId("address-" + UUID);
    private static final Personal<CustomerAddress> HOME =
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
    private static final ShipmentId SHIPMENT = new ShipmentId("shipment-" + UUID);
    private static final ReturnId RETURN = new ReturnId("return-" + UUID);
    private static final EditId EDIT = new EditId("edit-" + UUID);
    private static final LinePieces PIECES = new LinePieces(1, SKU, 2);
    private static final OrderLine LINE =
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
    private static final OrderTotals TOTALS =
            new OrderTotals(gbp(2500), gbp(250), gbp(395), gbp(529), gbp(3174));
    private static final Variant VARIANT =
            new Variant(
                    SKU,
                    Map.of("size", "200 ml"),
                    gbp(1250),
                    gbp(1500),
                    "standard",
                    240,
                    "5012345678900");
    private static final ProductDescription DESCRIPTION =
            new ProductDescription(
                    LocalizedText.english("Rose toner"),
                    LocalizedText.english("Calms and balances."),
                    "Petal",
                    List.of("Skincare"),
                    List.of("vegan"),
                    Map.of("skin type", List.of("dry")),
                    List.of("rose-toner.jpg"),
                    true);
    private static final CouponTerms TERMS =
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
                    Set.of("Skincare"),
                    Set.of(PRODUCT),
                    true,
                    new Stacking(5, true, "season"));

    private static final Destination CALIFORNIA = new Destination("US-CA");
    private static final TaxRuleId TAX_RULE = TaxRuleId.of(CALIFORNIA);
    private static final ShippingMethodId SHIPPING = ShippingMethodId.of("express");
    private static final PriceListId PRICE_LIST = PriceListId.of("britain");
    private static final ShippingRate RATE =
            new ShippingRate(
                    Set.of(CALIFORNIA), 20_000L, gbp(50_000), gbp(695), gbp(150), gbp(10_000));

    static final List<DomainEvent> ALL =
            List.of(
                    new CartEvent.CartOpened(CART, CUSTOMER),
                    new CartEvent.CartItemAdded(CART, SKU, 1, 2, "addition-1", gbp(1250)),
                    new CartEvent.CartItemQuantityChanged(CART, SKU, 3),
                    new CartEvent.CartItemRemoved(CART, SKU),
                    new CartEvent.CartCouponApplied(CART, CODE),
                    new CartEvent.CartCouponRemoved(CART, CODE),
                    new CartEvent.CartCurrencyChosen(CART, CurrencyUnit.of("GBP")),
                    new CartEvent.CartCleared(CART),
                    new CartEvent.CartHandedOver(
                            CART, OTHER_CART, "handover-1", TWO, List.of(CODE)),
                    new CartEvent.CartTakenOver(CART, OTHER_CART, "handover-1", TWO, List.of(CODE)),
                    new CartEvent.CartExpired(CART, TWO),
                    new CartEvent.CartCheckedOut(CART, ORDER, TWO, List.of(CODE)),
                    new CatalogEvent.ProductCreated(
                            PRODUCT, "rose-toner", DESCRIPTION, List.of(VARIANT)),
                    new CatalogEvent.ProductDescribed(PRODUCT, DESCRIPTION),
                    new CatalogEvent.VariantAdded(PRODUCT, VARIANT),
                    new CatalogEvent.PriceChanged(PRODUCT, SKU, gbp(1300)),
                    new CatalogEvent.ProductPublished(PRODUCT),
                    new CatalogEvent.ProductArchived(PRODUCT),
                    new CatalogEvent.SlugClaimed(SlugId.of("rose-toner"), PRODUCT),
                    new CouponEvent.CouponCreated(COUPON, CODE, TERMS),
                    new CouponEvent.CouponRevised(COUPON, CODE, TERMS),
                    new CouponEvent.CouponActivated(COUPON, CODE),
                    new CouponEvent.CouponDeactivated(COUPON, CODE),
                    new CouponEvent.CouponRedeemed(COUPON, CODE, ORDER, CUSTOMER, gbp(250), 1),
                    new CouponEvent.CouponUseReturned(COUPON, CODE, ORDER, CUSTOMER, 0),
                    new OrderEvent.OrderPlaced(
                            ORDER,
                            "C-100042",
                            CART,
                            CUSTOMER,
                            CUSTOMER,
                            List.of(LINE),
                            TOTALS,
                            List.of(new AppliedDiscount(CODE, gbp(250), false)),
                            Personal.of(
                                    CUSTOMER.value(),
                                    new Contact("ada@example.org", "+44 20 7946 0000")),
                            Personal.of(CUSTOMER.value(), ADDRESS),
                            Personal.of(CUSTOMER.value(), ADDRESS),
                            "GB",
                            "standard",
                            PAYMENT,
                            "simulated",
                            "tok_settle",
                            TIME),
                    new OrderEvent.OrderConfirmed(ORDER, CUSTOMER, PAYMENT, TWO),
                    new OrderEvent.OrderCancelled(
                            ORDER,
                            CUSTOMER,
                            CUSTOMER,
                            OrderEvent.CancellationReason.CUSTOMER_REQUEST,
                            TWO,
                            List.of(new HeldPieces(EDIT.holder(), TWO)),
                            List.of(CODE),
                            PAYMENT,
                            true),
                    new OrderEvent.OrderProcessingStarted(ORDER),
                    new OrderEvent.ShipmentPacked(
                            ORDER, SHIPMENT, List.of(PIECES), Fulfilment.FULFILLED),
                    new OrderEvent.ShipmentUnpacked(ORDER, SHIPMENT, Fulfilment.UNFULFILLED),
                    new OrderEvent.ShipmentDispatched(
                            ORDER,
                            SHIPMENT,
                            "Royal Mail",
                            "RM123456789GB",
                            TIME,
                            Fulfilment.SHIPPED),
                    new OrderEvent.ShipmentTrackingCorrected(
                            ORDER, SHIPMENT, "Royal Mail", "RM123456785GB"),
                    new OrderEvent.ShipmentDelivered(ORDER, SHIPMENT, TIME, Fulfilment.DELIVERED),
                    new OrderEvent.OrderLinesCancelled(
                            ORDER,
                            "cancellation-" + UUID,
                            OrderEvent.CancellationReason.CUSTOMER_REQUEST,
                            List.of(new OrderEvent.RefundedLine(1, SKU, 1, gbp(1350))),
                            List.of(new HeldPieces(ORDER, List.of(new SkuQuantity(SKU, 1)))),
                            PAYMENT,
                            gbp(1350),
                            gbp(1824),
                            Fulfilment.UNFULFILLED),
                    new OrderEvent.OrderEditRequested(
                            ORDER,
                            EDIT,
                            RETURN,
                            List.of(new OrderEvent.RefundedLine(1, SKU, 1, gbp(1350))),
                            List.of(
                                    new OrderEvent.ReceivedLine(
                                            1, SKU, 1, 1, gbp(2700), WarehouseCode.MAIN)),
                            List.of(LINE),
                            gbp(474),
                            "simulated",
                            "tok_settle",
                            TIME),
                    new OrderEvent.OrderLinesAdded(
                            ORDER,
                            EDIT,
                            List.of(LINE),
                            PaymentId.of(EDIT),
                            gbp(474),
                            TOTALS,
                            gbp(3174),
                            gbp(3648),
                            Fulfilment.PARTIAL),
                    new OrderEvent.OrderEditDropped(
                            ORDER, EDIT, OrderEvent.EditDropReason.OUT_OF_STOCK, TWO),
                    new OrderEvent.OrderPutOnHold(
                            ORDER, OrderEvent.HoldReason.ADDRESS_TO_BE_CHECKED),
                    new OrderEvent.OrderTakenOffHold(ORDER),
                    new OrderEvent.RepaymentRequested(
                            ORDER, PAYMENT, gbp(3174), "simulated", "tok_settle", TIME),
                    new OrderEvent.RepaymentReceived(ORDER, PAYMENT, gbp(3174)),
                    new OrderEvent.RepaymentDropped(
                            ORDER, PAYMENT, OrderEvent.RepaymentDropReason.OVERTAKEN),
                    new OrderEvent.OrderNoteAdded(
                            ORDER,
                            new NoteId("note-" + UUID),
                            OrderEvent.NoteAudience.INTERNAL,
                            Personal.of(CUSTOMER.value(), "Rings twice.")),
                    new OrderEvent.OrderPaymentLost(ORDER, PAYMENT),
                    new OrderEvent.UnpaidShipmentAllowed(ORDER),
                    new OrderEvent.InterventionRequested(
                            ORDER,
                            "cancellation-" + UUID + "/1/TONER-200",
                            OrderEvent.InterventionReason.PIECES_NOT_TAKEN_BACK,
                            TWO.getFirst(),
                            "TOO_MANY_ON_HAND"),
                    new OrderEvent.ReturnRequested(
                            ORDER,
                            RETURN,
                            List.of(PIECES),
                            OrderEvent.ReturnReason.DAMAGED,
                            Personal.of(CUSTOMER.value(), "The lid is cracked.")),
                    new OrderEvent.ReturnApproved(ORDER, RETURN),
                    new OrderEvent.ReturnRefused(
                            ORDER, RETURN, Personal.of(CUSTOMER.value(), "It was opened.")),
                    new OrderEvent.ReturnReceived(
                            ORDER,
                            RETURN,
                            List.of(
                                    new OrderEvent.ReceivedLine(
                                            1, SKU, 1, 1, gbp(2700), WarehouseCode.MAIN)),
                            PAYMENT,
                            gbp(2700),
                            gbp(474),
                            TIME),
                    new OrderEvent.OrderShipped(ORDER, "Royal Mail", "RM123456789GB", TIME),
                    new OrderEvent.OrderDelivered(ORDER, TIME),
                    new OrderEvent.OrderRefunded(ORDER, PAYMENT, gbp(100), gbp(300)),
                    new ImportedOrderEvent.OrderImported(
                            ORDER,
                            "536365",
                            CUSTOMER,
                            "United Kingdom",
                            List.of(LINE),
                            TOTALS,
                            TIME),
                    new ImportedOrderEvent.ImportedRefundRecorded(
                            ORDER,
                            "C536379",
                            CUSTOMER,
                            List.of(new OrderEvent.RefundedLine(1, SKU, 1, gbp(1250))),
                            gbp(1250),
                            gbp(1250),
                            TIME),
                    new PaymentEvent.PaymentRequested(
                            PAYMENT, ORDER, gbp(3174), "simulated", "tok_settle"),
                    new PaymentEvent.PaymentSettled(PAYMENT, ORDER, gbp(3174), "ch_1"),
                    new PaymentEvent.PaymentDeclined(PAYMENT, ORDER, "ch_1"),
                    new PaymentEvent.PaymentStarted(
                            PAYMENT,
                            ORDER,
                            "5O190127TN364715T",
                            "https://www.paypal.com/pay?token=5O1"),
                    new PaymentEvent.PaymentAuthorised(PAYMENT, ORDER, gbp(3174), "pi_1", false),
                    new PaymentEvent.CaptureRequested(
                            PAYMENT, ORDER, CAPTURE, gbp(3000), true, "stripe"),
                    new PaymentEvent.PaymentApproved(PAYMENT, ORDER, "paypal"),
                    new PaymentEvent.PaymentCaptured(
                            PAYMENT, ORDER, CAPTURE, gbp(3000), gbp(3000), "2GG279541U471931P"),
                    new PaymentEvent.CaptureRefused(
                            PAYMENT, ORDER, CAPTURE, gbp(3000), "charge_expired_for_capture"),
                    new PaymentEvent.PaymentReplaced(
                            PAYMENT,
                            ORDER,
                            new PaymentId("payment-" + UUID + ".2"),
                            gbp(3174),
                            "paypal",
                            "redirect"),
                    new AccountEvent.AccountRegistered(
                            ACCOUNT,
                            CUSTOMER,
                            Personal.of(CUSTOMER.value(), "ada@example.org"),
                            "en"),
                    new AccountEvent.VerificationRequested(ACCOUNT),
                    new AccountEvent.EmailVerified(ACCOUNT),
                    new AccountEvent.EmailClaimed(EmailClaimId.of("3f9a_c-1"), ACCOUNT),
                    new AccountEvent.LoggedIn(ACCOUNT, "act-1", SESSION),
                    new AccountEvent.LogInFailed(ACCOUNT, "act-2"),
                    new AccountEvent.SessionEnded(
                            ACCOUNT, "act-3", SESSION, AccountEvent.SessionEndReason.LOGGED_OUT),
                    new AccountEvent.EmailReleased(EmailClaimId.of("3f9a_c-1"), ACCOUNT),
                    new AccountEvent.PasswordResetRequested(ACCOUNT),
                    new AccountEvent.PasswordChanged(
                            ACCOUNT, "act-4", AccountEvent.PasswordChangeReason.RESET),
                    new AccountEvent.EmailChangeRequested(
                            ACCOUNT, Personal.of(CUSTOMER.value(), "park@example.org")),
                    new AccountEvent.EmailChanged(
                            ACCOUNT, "act-5", Personal.of(CUSTOMER.value(), "park@example.org")),
                    new AccountEvent.DeviceAdded(ACCOUNT, "act-6"),
                    new AccountEvent.LogInLocked(ACCOUNT, "act-7"),
                    new AccountEvent.LogInUnlocked(ACCOUNT, "act-8"),
                    new AccountEvent.AccountDeleted(ACCOUNT, "act-9"),
                    new AccountEvent.AccountDeactivated(ACCOUNT, "act-10"),
                    new AccountEvent.AccountActivated(ACCOUNT, "act-11"),
                    new CustomerEvent.ProfileChanged(
                            CUSTOMER,
                            Personal.of(
                                    CUSTOMER.value(),
                                    new Profile(
                                            "Ada",
                                            "Park",
                                            "+44 20 7946 0000",
                                            "1990-04-30",
                                            Profile.Gender.FEMALE,
                                            "en",
                                            Profile.SkinType.DRY,
                                            "ada.jpg"))),
                    new CustomerEvent.AddressAdded(CUSTOMER, KEPT, HOME),
                    new CustomerEvent.AddressChanged(CUSTOMER, KEPT, HOME),
                    new CustomerEvent.AddressRemoved(CUSTOMER, KEPT),
                    new CustomerEvent.DefaultAddressesChosen(CUSTOMER, KEPT, KEPT),
                    new CustomerEvent.GuestsTakenOver(CUSTOMER, List.of(CUSTOMER)),
                    new CustomerEvent.CustomerTagged(CUSTOMER, List.of("vip")),
                    new CustomerEvent.CustomerNoteAdded(
                            CUSTOMER,
                            new NoteId("note-" + UUID),
                            Personal.of(CUSTOMER.value(), "Prefers calls in the morning")),
                    new AccountEvent.SecondFactorAdded(ACCOUNT, "act-16"),
                    new AccountEvent.SecondFactorRemoved(ACCOUNT, "act-17"),
                    new AccountEvent.StaffInvited(
                            ACCOUNT,
                            ACCOUNT.customer(),
                            Personal.of(CUSTOMER.value(), "park@example.org"),
                            Role.MODERATOR,
                            "en"),
                    new AccountEvent.InvitationWithdrawn(ACCOUNT, "act-10"),
                    new AccountEvent.StaffAppointed(ACCOUNT, "act-11", Role.MODERATOR),
                    new AccountEvent.StaffRoleChanged(ACCOUNT, "act-12", Role.ADMIN),
                    new AccountEvent.StaffRemoved(ACCOUNT, "act-13"),
                    new AccountEvent.ApiKeyIssued(ACCOUNT, "act-14", new ApiKeyId("key-1")),
                    new AccountEvent.ApiKeyRevoked(ACCOUNT, "act-15", new ApiKeyId("key-1")),
                    new CreditEvent.CreditAccountOpened(
                            CREDIT, CreditEvent.Kind.GIFT_CARD, "GBP", CUSTOMER, "NPQR", TIME),
                    new CreditEvent.CreditGranted(
                            CREDIT, "grant-1", CreditEvent.GrantReason.SOLD, gbp(5000), gbp(5000)),
                    new CreditEvent.CreditReserved(
                            CREDIT, PAYMENT.value(), gbp(3174), gbp(1826), TIME),
                    new CreditEvent.CreditSpent(CREDIT, PAYMENT.value(), gbp(3174), gbp(1826)),
                    new CreditEvent.CreditReleased(CREDIT, PAYMENT.value(), gbp(3174), gbp(5000)),
                    new CreditEvent.CreditBlocked(CREDIT, "lost"),
                    new CreditEvent.CreditUnblocked(CREDIT),
                    new PaymentEvent.ReceiptRecorded(PAYMENT, ORDER, "NLJ7RT61SV"),
                    new PaymentEvent.PaymentCancelled(PAYMENT, ORDER, "simulated"),
                    new PaymentEvent.PaymentVoided(PAYMENT, ORDER, false),
                    new PaymentEvent.RefundRequested(
                            PAYMENT,
                            ORDER,
                            REFUND,
                            gbp(100),
                            gbp(3074),
                            PaymentEvent.RefundReason.GOODWILL,
                            "simulated"),
                    new PaymentEvent.RefundRefused(
                            PAYMENT, ORDER, REFUND, gbp(100), "insufficient_funds"),
                    new PaymentEvent.RefundAbandoned(PAYMENT, ORDER, REFUND, gbp(100), gbp(3174)),
                    new PaymentEvent.PaymentDisputed(
                            PAYMENT, ORDER, "dp_1", gbp(3174), "fraudulent"),
                    new PaymentEvent.DisputeWon(PAYMENT, ORDER, "dp_1"),
                    new PaymentEvent.DisputeLost(PAYMENT, ORDER, "dp_1", gbp(3174), gbp(0)),
                    new PaymentEvent.RefundSettled(PAYMENT, ORDER, REFUND, gbp(100), gbp(100)),
                    new PricingEvent.TaxRuleSet(
                            TAX_RULE,
                            CALIFORNIA,
                            new TaxRates(Map.of("standard", Percent.of("7.25")), true)),
                    new PricingEvent.TaxRuleRemoved(TAX_RULE, CALIFORNIA),
                    new PricingEvent.ShippingMethodDefined(SHIPPING, "Express", List.of(RATE)),
                    new PricingEvent.ShippingMethodWithdrawn(SHIPPING),
                    new PricingEvent.PriceListOpened(
                            PRICE_LIST, CurrencyUnit.of("GBP"), Set.of(CALIFORNIA)),
                    new PricingEvent.ListPricesSet(
                            PRICE_LIST, List.of(new ListPrice(SKU, gbp(1199)))),
                    new PricingEvent.ListPricesRemoved(PRICE_LIST, List.of(SKU)),
                    new PricingEvent.PriceListClosed(PRICE_LIST),
                    new StockEvent.StockItemRegistered(STOCK, SKU, PRODUCT),
                    new StockEvent.StockAdjusted(
                            STOCK,
                            SKU,
                            -2,
                            98,
                            3,
                            StockEvent.AdjustmentReason.DAMAGE,
                            "count-7",
                            "broken in transit",
                            TIME,
                            MOVED),
                    new StockEvent.StockTransferred(STOCK, SKU, 2, 98, 3, "transfer-4", MOVED),
                    new StockEvent.StockReserved(STOCK, SKU, ORDER, null, 2, 1, 98, 4, TIME, MOVED),
                    new StockEvent.ReservationConfirmed(
                            STOCK, SKU, ORDER, BUNDLE, 2, 0, 96, 3, MOVED),
                    new StockEvent.ReservationReleased(
                            STOCK, SKU, ORDER, BUNDLE, 2, 0, 98, 3, MOVED),
                    new StockEvent.ReservationExpired(STOCK, SKU, ORDER, null, 2, 1, 98, 3, MOVED),
                    new StockEvent.BackorderFilled(
                            STOCK, SKU, ORDER, BUNDLE, 2, 1, true, 96, 3, MOVED),
                    new StockEvent.SoldStockReturned(STOCK, SKU, ORDER, null, 2, 0, 98, 3, MOVED),
                    new StockEvent.SoldPiecesReturned(
                            STOCK, SKU, ORDER, null, "cancellation-" + UUID, 2, 1, 1, 98, 3, MOVED),
                    new StockEvent.StockPolicyAgreed(STOCK, SKU, 5, 100),
                    new StockEvent.LowStockReached(STOCK, SKU, 5, 5),
                    new StockEvent.LowStockEnded(STOCK, SKU, 9, 5),
                    new StockEvent.BundleDefined(StockItemId.of(BUNDLE), BUNDLE, TWO));

    private SampleEvents() {}

    private static Money gbp(long pence) {
        return Money.ofMinor(CurrencyUnit.of("GBP"), pence);
    }
}
