package io.cartulary.simulation.scenario;

import io.cartulary.command.coupon.CouponCommand.CreateCoupon;
import io.cartulary.command.credit.CreditCommand.*;
import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.events.Percent;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount.PercentageOff;
import io.cartulary.events.credit.CreditAccountId;
import io.cartulary.events.credit.CreditEvent.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.simulation.Shop;
import io.cartulary.simulation.bank.SimulatedBank;
import io.cartulary.simulation.world.Violation;
import io.cartulary.simulation.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What there is to buy and to pay with: one SKU that everybody wants, some others, a bundle of
/// them, a coupon with few uses, and a gift card that several shoppers share.
public final class Market {

    private static final Sku HOT = new Sku("HOT");
    private static final Sku MUG = new Sku("MUG");
    private static final Sku BOWL = new Sku("BOWL");
    private static final Sku RARE = new Sku("RARE");
    private static final Sku SET = new Sku("SET");
    private static final List<Sku> SKUS = List.of(HOT, MUG, BOWL, RARE, SET);
    private static final WarehouseCode SECOND = new WarehouseCode("SECOND");

    private final World world;
    private final Shop shop;
    private final SimulatedBank bank;
    private final CouponCode coupon = new CouponCode("FEW");
    private final CouponCode couponOfCustomer = new CouponCode("ONCE");
    private final CreditAccountId giftCard = CreditAccountId.ofGiftCard("SHARED-BY-ALL");
    private final ProductId product = new ProductId("product-1");

    public Market(World world, Shop shop, SimulatedBank bank) {
        this.world = world;
        this.shop = shop;
        this.bank = bank;
    }

    List<Sku> skus() {
        return SKUS;
    }

    private static boolean isBundle(Sku sku) {
        return sku.equals(SET);
    }

    CouponCode coupon() {
        return coupon;
    }

    CouponCode couponOfCustomer() {
        return couponOfCustomer;
    }

    CreditAccountId giftCard() {
        return giftCard;
    }

    ProductId product() {
        return product;
    }

    void forge(PaymentId payment, Money amount) {
        bank.forge(payment, amount);
    }

    /// @param orders how many are to come
    public void open(int orders) {
        var random = world.random();
        for (var sku : SKUS) {
            stocked(new RegisterStockItem(StockItemId.of(sku), sku, product));
            if (isBundle(sku)) {
                stocked(
                        new DefineBundle(
                                StockItemId.of(sku),
                                List.of(new SkuQuantity(HOT, 1), new SkuQuantity(MUG, 2))));
            } else {
                var scarce = sku.equals(RARE) || sku.equals(BOWL) ? orders : orders * 6;
                bring(sku, random.between(1, scarce), AdjustmentReason.OPENING_STOCK, "opening");
            }
        }
        if (random.in(0.5)) {
            stocked(new AgreeStockPolicy(StockItemId.of(BOWL), 3, random.between(1, 40)));
        }
        stocked(
                new CreateCoupon(
                        CouponId.of(coupon),
                        coupon,
                        terms(random.between(1, Math.max(1, orders / 4)), null)));
        stocked(new CreateCoupon(CouponId.of(couponOfCustomer), couponOfCustomer, terms(null, 1)));
        stocked(
                new GrantCredit(
                        giftCard,
                        new Opening(Kind.GIFT_CARD, null, "BY-ALL", null),
                        "sold",
                        GrantReason.SOLD,
                        Money.ofMinor(CurrencyUnit.EUR, random.between(1, 20_000))));
        for (var deliveries = random.upTo(4); deliveries > 0; deliveries--) {
            var name = "delivery-" + deliveries;
            // often while the shop is busy, when pieces are promised
            var when = random.in(0.6) ? Duration.ofHours(6) : Duration.ofDays(3);
            world.time().in(random.within(when), () -> staffCount(name));
        }
    }

    private void staffCount(String name) {
        var random = world.random();
        var sku = random.of(List.of(HOT, MUG, BOWL, RARE));
        if (random.in(0.2)) {
            shop.ask(
                    "warehouse",
                    new TransferStock(
                            StockItemId.of(sku),
                            WarehouseCode.MAIN,
                            SECOND,
                            random.between(1, 5),
                            name));
        } else if (random.in(0.3)) {
            // A few pieces are often all that is not promised, many are a pallet.
            var most = random.in(0.5) ? 5 : 60;
            bring(sku, -random.between(1, most), AdjustmentReason.DAMAGE, name);
        } else {
            bring(sku, random.between(1, 10), AdjustmentReason.DELIVERY, name);
        }
    }

    private void bring(Sku sku, int pieces, AdjustmentReason reason, String reference) {
        shop.ask(
                "warehouse",
                new AdjustStock(
                        StockItemId.of(sku),
                        warehouse(),
                        pieces,
                        reason,
                        reference,
                        null,
                        world.time().instant()));
    }

    WarehouseCode warehouse() {
        return world.random().in(0.8) ? WarehouseCode.MAIN : SECOND;
    }

    private void stocked(Object command) {
        var answer = shop.ask("staff", command);
        Violation.unless(!answer.isRefused(), "the shop can be set up", command);
    }

    private static CouponTerms terms(@Nullable Integer uses, @Nullable Integer usesOfCustomer) {
        return new CouponTerms(
                new PercentageOff(Percent.of("10")),
                null,
                null,
                uses,
                usesOfCustomer,
                false,
                null,
                null,
                Set.of(),
                Set.of());
    }
}
