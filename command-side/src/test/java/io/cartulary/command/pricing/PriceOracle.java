package io.cartulary.command.pricing;

import static io.cartulary.command.pricing.ExactMoney.equal;
import static io.cartulary.command.pricing.ExactMoney.half;
import static io.cartulary.command.pricing.ExactMoney.minor;
import static io.cartulary.command.pricing.ExactMoney.sum;

import io.cartulary.command.pricing.MoneySequence.DiscountsCapped;
import io.cartulary.command.pricing.MoneySequence.Sent;
import io.cartulary.events.cart.CartEvent.*;
import io.cartulary.events.catalog.CatalogEvent.ProductCreated;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponEvent.CouponCreated;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount.AmountOff;
import io.cartulary.events.coupon.Discount.FreeShipping;
import io.cartulary.events.coupon.Discount.PercentageOff;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.pricing.PricingEvent.*;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Does the arithmetic of `docs/money.md` that makes an order's figures out of prices, taxes,
/// coupons and shipping rates, in exact numbers and in its own way.
final class PriceOracle {

    private static final BigDecimal WHOLE = new BigDecimal("100000");

    // What staff said.
    private final Map<Sku, ProductCreated> products = new HashMap<>();
    private final Map<String, TaxRates> taxes = new HashMap<>();
    private final Map<CouponCode, CouponTerms> coupons = new TreeMap<>(PriceOracle::byText);
    private List<ShippingRate> rates = List.of();
    private BigDecimal cap = WHOLE;

    // What the shopper did.
    private final Map<Sku, Integer> cart = new LinkedHashMap<>();
    private final LinkedHashSet<CouponCode> given = new LinkedHashSet<>();
    private @Nullable Sent sent;

    /// What staff and the shopper said; the order is checked against it.
    void read(Object event) {
        switch (event) {
            case ProductCreated e -> products.put(e.variants().getFirst().sku(), e);
            case TaxRuleSet e -> taxes.put(e.destination().value(), e.rates());
            case ShippingMethodDefined e -> rates = e.rates();
            case CouponCreated e -> coupons.put(e.code(), e.terms());
            case DiscountsCapped(var most) -> cap = BigDecimal.valueOf(most.thousandths());
            case CartItemAdded e ->
                    equal("pieces", cart.merge(e.sku(), e.added(), Integer::sum), e.quantity());
            case CartItemQuantityChanged e -> cart.put(e.sku(), e.quantity());
            case CartItemRemoved e -> cart.remove(e.sku());
            case CartCouponApplied e -> given.add(e.code());
            case CartCouponRemoved e -> given.remove(e.code());
            case CartCleared _ -> {
                cart.clear();
                given.clear();
            }
            case Sent e -> sent = e;
            case OrderPlaced e -> checkOrder(e);
            case CartCheckedOut e -> equal("lines checked out", inCart(), e.lines());
            default -> {
                /* no price in it */
            }
        }
    }

    private List<SkuQuantity> inCart() {
        return cart.entrySet().stream()
                .map(line -> new SkuQuantity(line.getKey(), line.getValue()))
                .toList();
    }

    private void checkOrder(OrderPlaced order) {
        var skus = List.copyOf(cart.keySet());
        equal("number of lines", skus.size(), order.lines().size());
        var left = new ArrayList<BigDecimal>();
        var subtotal = BigDecimal.ZERO;
        for (var sku : skus) {
            var amount = minor(variantPrice(sku)).multiply(BigDecimal.valueOf(cart.get(sku)));
            left.add(amount);
            subtotal = subtotal.add(amount);
        }
        var freed = takeDiscounts(skus, left, subtotal, order);
        var goods = sum(left);
        var shipping = shipping(skus, goods, freed);
        var included = taxRates().includedInPrices();
        var tax = tax(shipping, "standard");
        for (var index = 0; index < skus.size(); index++) {
            var line = order.lines().get(index);
            var lineTax = tax(left.get(index), taxClassOf(skus.get(index)));
            equal("sku", skus.get(index), line.sku());
            equal("quantity", cart.get(skus.get(index)), line.quantity());
            equal("unit price", variantPrice(skus.get(index)), line.unitPrice());
            equal("tax of a line", lineTax, minor(line.tax()));
            equal(
                    "total of a line",
                    included ? left.get(index) : left.get(index).add(lineTax),
                    minor(line.total()));
            tax = tax.add(lineTax);
        }
        var totals = order.totals();
        equal("subtotal", subtotal, minor(totals.subtotal()));
        equal("discount", subtotal.subtract(goods), minor(totals.discount()));
        equal("shipping", shipping, minor(totals.shipping()));
        equal("tax", tax, minor(totals.tax()));
        equal("tax included", included, totals.taxIncluded());
        var net = goods.add(shipping);
        equal("total", included ? net : net.add(tax), minor(totals.total()));
    }

    /// A line that is added later is priced as the shop has it now, which is what it had before:
    /// without discounts.
    void checkAdded(OrderLine line) {
        var amount = minor(variantPrice(line.sku())).multiply(BigDecimal.valueOf(line.quantity()));
        var lineTax = tax(amount, taxClassOf(line.sku()));
        equal("unit price", variantPrice(line.sku()), line.unitPrice());
        equal("discount of a line", BigDecimal.ZERO, minor(line.discount()));
        equal("tax of a line", lineTax, minor(line.tax()));
        equal(
                "total of a line",
                taxRates().includedInPrices() ? amount : amount.add(lineTax),
                minor(line.total()));
    }

    /// Takes every discount off `left`; answers whether one frees shipping.
    private boolean takeDiscounts(
            List<Sku> skus, List<BigDecimal> left, BigDecimal subtotal, OrderPlaced order) {
        var before = List.copyOf(left);
        var turn = new ArrayList<>(candidates(skus, left, subtotal));
        turn.sort((one, other) -> {
            var byPriority =
                    Integer.compare(
                            terms(other).stacking().priority(), terms(one).stacking().priority());
            if (byPriority != 0) {
                return byPriority;
            }
            var byAmount = alone(other, skus, before).compareTo(alone(one, skus, before));
            return byAmount != 0 ? byAmount : byText(one, other);
        });
        var capLeft = half(subtotal.multiply(cap), WHOLE);
        var applied = new ArrayList<AppliedDiscount>();
        CouponCode freeing = null;
        for (var code : turn) {
            if (!applied.isEmpty()
                    && !(terms(code).stacking().combinable()
                            && terms(applied.getFirst().code()).stacking().combinable())) {
                continue;
            }
            var frees = terms(code).discount() instanceof FreeShipping;
            var amount = alone(code, skus, left).min(capLeft);
            if (frees ? freeing != null : amount.signum() == 0) {
                continue;
            }
            freeing = frees ? code : freeing;
            spread(code, skus, left, amount);
            capLeft = capLeft.subtract(amount);
            applied.add(
                    new AppliedDiscount(
                            code,
                            Money.ofMinor(
                                    order.totals().total().getCurrencyUnit(),
                                    amount.longValueExact()),
                            frees));
        }
        if (freeing != null && shipping(skus, sum(left), false).signum() == 0) {
            applied.removeIf(AppliedDiscount::freeShipping);
        }
        equal("discounts", List.copyOf(applied), order.discounts());
        for (var index = 0; index < skus.size(); index++) {
            equal(
                    "discount of a line",
                    before.get(index).subtract(left.get(index)),
                    minor(order.lines().get(index).discount()));
        }
        return freeing != null;
    }

    /// Those whose conditions are met and that are the best of their name.
    private List<CouponCode> candidates(
            List<Sku> skus, List<BigDecimal> left, BigDecimal subtotal) {
        var met =
                coupons.keySet().stream()
                        .filter(code -> terms(code).automatic() || given.contains(code))
                        .filter(code -> skus.stream().anyMatch(sku -> isFor(terms(code), sku)))
                        .filter(code ->
                                terms(code).minimumOrder() == null
                                        || minor(terms(code).minimumOrder()).compareTo(subtotal)
                                                <= 0)
                        .toList();
        return met.stream()
                .filter(code ->
                        terms(code).stacking().bestOf() == null
                                || met.stream()
                                        .filter(other ->
                                                terms(code)
                                                        .stacking()
                                                        .bestOf()
                                                        .equals(terms(other).stacking().bestOf()))
                                        .noneMatch(other -> isBetter(other, code, skus, left)))
                .toList();
    }

    private boolean isBetter(
            CouponCode one, CouponCode other, List<Sku> skus, List<BigDecimal> left) {
        var difference = alone(one, skus, left).compareTo(alone(other, skus, left));
        return difference > 0 || difference == 0 && byText(one, other) < 0;
    }

    private CouponTerms terms(CouponCode code) {
        return coupons.get(code);
    }

    private boolean isFor(CouponTerms terms, Sku sku) {
        var product = products.get(sku);
        return (terms.skus().isEmpty() || terms.skus().contains(sku))
                && (terms.products().isEmpty() || terms.products().contains(product.productId()))
                && (terms.categories().isEmpty()
                        || product.description().categories().stream()
                                .anyMatch(terms.categories()::contains));
    }

    private BigDecimal alone(CouponCode code, List<Sku> skus, List<BigDecimal> left) {
        var terms = terms(code);
        var cost = BigDecimal.ZERO;
        for (var index = 0; index < skus.size(); index++) {
            if (isFor(terms, skus.get(index))) {
                cost = cost.add(left.get(index));
            }
        }
        return switch (terms.discount()) {
            case FreeShipping _ -> BigDecimal.ZERO;
            case AmountOff(var amount) -> minor(amount).min(cost);
            case PercentageOff(var percent) -> {
                var share = half(cost.multiply(BigDecimal.valueOf(percent.thousandths())), WHOLE);
                var maximum = terms.maximumDiscount();
                yield maximum == null ? share : share.min(minor(maximum));
            }
        };
    }

    /// Unit by unit: each goes to the line that is furthest below its exact share, among those that
    /// are not given the whole unit yet; the earlier line first.
    private void spread(CouponCode code, List<Sku> skus, List<BigDecimal> left, BigDecimal amount) {
        var whole = BigInteger.ZERO;
        for (var index = 0; index < skus.size(); index++) {
            if (isFor(terms(code), skus.get(index))) {
                whole = whole.add(left.get(index).toBigIntegerExact());
            }
        }
        if (amount.signum() == 0) {
            return;
        }
        var rest = amount.toBigIntegerExact();
        var fractions = new BigInteger[skus.size()];
        var shares = new BigInteger[skus.size()];
        for (var index = 0; index < skus.size(); index++) {
            var weight =
                    isFor(terms(code), skus.get(index))
                            ? left.get(index).toBigIntegerExact()
                            : BigInteger.ZERO;
            var exact = weight.multiply(amount.toBigIntegerExact());
            shares[index] = exact.divide(whole);
            fractions[index] = exact.mod(whole);
            rest = rest.subtract(shares[index]);
        }
        while (rest.signum() > 0) {
            var best = 0;
            for (var index = 1; index < fractions.length; index++) {
                if (fractions[index].compareTo(fractions[best]) > 0) {
                    best = index;
                }
            }
            shares[best] = shares[best].add(BigInteger.ONE);
            fractions[best] = BigInteger.ONE.negate();
            rest = rest.subtract(BigInteger.ONE);
        }
        for (var index = 0; index < shares.length; index++) {
            left.set(index, left.get(index).subtract(new BigDecimal(shares[index])));
        }
    }

    private BigDecimal shipping(List<Sku> skus, BigDecimal goods, boolean freed) {
        var grams = 0L;
        for (var sku : skus) {
            grams += (long) products.get(sku).variants().getFirst().weightGrams() * cart.get(sku);
        }
        if (grams == 0 || freed) {
            return BigDecimal.ZERO;
        }
        for (var rate : rates) {
            var fits =
                    (rate.destinations().isEmpty()
                                    || rate.destinations().stream()
                                            .anyMatch(place ->
                                                    sent.destination()
                                                            .value()
                                                            .startsWith(place.value())))
                            && (rate.upToGrams() == null || rate.upToGrams() >= grams)
                            && (rate.upToTotal() == null
                                    || minor(rate.upToTotal()).compareTo(goods) >= 0);
            if (fits) {
                if (rate.freeFrom() != null && goods.compareTo(minor(rate.freeFrom())) >= 0) {
                    return BigDecimal.ZERO;
                }
                var further = Math.max(0, (grams + 999) / 1_000 - 1);
                return rate.perFurtherKilogram() == null
                        ? minor(rate.price())
                        : minor(rate.price())
                                .add(
                                        minor(rate.perFurtherKilogram())
                                                .multiply(BigDecimal.valueOf(further)));
            }
        }
        throw new AssertionError("an order was placed that no rate ships");
    }

    private TaxRates taxRates() {
        var place = sent.destination().value();
        var rates = taxes.get(place);
        if (rates == null) {
            rates = taxes.get(place.substring(0, 2));
        }
        return rates == null ? new TaxRates(Map.of(), false) : rates;
    }

    private BigDecimal tax(BigDecimal amount, String taxClass) {
        var rules = taxRates();
        var listed = rules.byClass().get(taxClass);
        if (listed == null) {
            listed = rules.byClass().get("standard");
        }
        var rate = BigDecimal.valueOf(listed == null ? 0 : listed.thousandths());
        return half(amount.multiply(rate), rules.includedInPrices() ? WHOLE.add(rate) : WHOLE);
    }

    private String taxClassOf(Sku sku) {
        return products.get(sku).variants().getFirst().taxClass();
    }

    private Money variantPrice(Sku sku) {
        return products.get(sku).variants().getFirst().price();
    }

    private static int byText(CouponCode one, CouponCode other) {
        return one.value().compareTo(other.value());
    }
}
