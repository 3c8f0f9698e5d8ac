package io.cartulary.command.pricing;

import io.cartulary.command.pricing.MoneySequence.CreditDue;
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
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.pricing.PricingEvent.*;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Does the arithmetic of `docs/money.md` over a list of events, in exact numbers and in its own
/// way, and fails when an event says something else. It knows events only: no line of the pricing
/// engine, no aggregate, no shared rounding.
final class MoneyOracle {

    private static final BigDecimal WHOLE = new BigDecimal("100000");

    // What staff said.
    private final Map<Sku, ProductCreated> products = new HashMap<>();
    private final Map<String, TaxRates> taxes = new HashMap<>();
    private final Map<CouponCode, CouponTerms> coupons = new TreeMap<>(MoneyOracle::byText);
    private List<ShippingRate> rates = List.of();
    private BigDecimal cap = WHOLE;

    // What the shopper did.
    private final Map<Sku, Integer> cart = new LinkedHashMap<>();
    private final LinkedHashSet<CouponCode> given = new LinkedHashSet<>();
    private @Nullable Sent sent;

    // What became of it.
    private @Nullable OrderPlaced placed;
    private final Map<Integer, OrderLine> lines = new HashMap<>();
    private BigDecimal due = BigDecimal.ZERO;
    private BigDecimal subtotal = BigDecimal.ZERO;
    private BigDecimal tax = BigDecimal.ZERO;
    private final Map<Integer, Integer> gone = new HashMap<>();
    private final Map<Integer, BigDecimal> goneFor = new HashMap<>();
    private final Map<EditId, OrderEditRequested> edits = new HashMap<>();
    private final Set<EditId> ended = new HashSet<>();
    private boolean cancelled;

    // Where the money is.
    private final Map<PaymentId, BigDecimal> asked = new HashMap<>();
    private final Map<PaymentId, BigDecimal> paid = new HashMap<>();
    private final Set<PaymentId> authorised = new HashSet<>();
    private final Map<PaymentId, BigDecimal> askedBack = new HashMap<>();
    private final Map<PaymentId, BigDecimal> wentBack = new HashMap<>();
    private final Set<PaymentId> ofOrder = new HashSet<>();
    private BigDecimal refunded = BigDecimal.ZERO;
    private final Map<PaymentId, BigDecimal> goodwill = new HashMap<>();

    /// What was taken off by the last event, and what it says is to go back for it.
    private @Nullable TakenOff takenOff;

    /// What was to go back for each part that was taken off, less what was asked for.
    private final Map<String, BigDecimal> credits = new HashMap<>();

    private final Set<String> waiting = new HashSet<>();

    /// Of the part that is looked at: its name, and what is still to be asked for now.
    private @Nullable String credited;

    private BigDecimal owed = BigDecimal.ZERO;

    private record TakenOff(String reference, BigDecimal cost, BigDecimal amount) {}

    /// Whether an order was placed; fails when a figure is not what it must be.
    static boolean check(List<Object> events) {
        var oracle = new MoneyOracle();
        events.forEach(oracle::follow);
        oracle.checkEnd();
        return oracle.placed != null;
    }

    private static int byText(CouponCode one, CouponCode other) {
        return one.value().compareTo(other.value());
    }

    /// Checks what could only be told by what comes next, then reads that.
    private void follow(Object event) {
        checkTakenOff(event);
        switch (event) {
            case RefundRequested e when isCredit(e) -> {
                owed = owed.subtract(minor(e.amount()));
                credits.merge(credited, minor(e.amount()).negate(), BigDecimal::add);
                checkAskedBack(e);
            }
            case RefundSettled _, OrderRefunded _ -> read(event);
            default -> {
                settleOwed();
                read(event);
            }
        }
    }

    /// For what is put in instead nothing goes back.
    private void checkTakenOff(@Nullable Object next) {
        if (takenOff == null) {
            return;
        }
        var instead =
                next instanceof OrderLinesAdded added && isFor(added, takenOff)
                        ? sumOf(added.lines())
                        : BigDecimal.ZERO;
        equal(
                "what goes back",
                takenOff.cost().subtract(instead).max(BigDecimal.ZERO),
                takenOff.amount());
        if (takenOff.amount().signum() > 0) {
            credits.put(takenOff.reference(), takenOff.amount());
            waiting.add(takenOff.reference());
        }
        takenOff = null;
    }

    private boolean isFor(OrderLinesAdded added, TakenOff off) {
        var returnId = edits.get(added.editId()).returnId();
        return off.reference().equals(returnId == null ? added.editId().value() : returnId.value());
    }

    private static boolean isCredit(RefundRequested event) {
        return event.reason() == RefundReason.LINES_CANCELLED
                || event.reason() == RefundReason.GOODS_RETURNED;
    }

    /// Nothing goes back while money is only authorised; then never more than is kept beyond what
    /// the order costs now, where goodwill counts as kept, nor than is left of the payments.
    private void lookAt(String reference) {
        credited = reference;
        if (ofOrder.stream().noneMatch(authorised::contains)) {
            var left = leftOfOrder();
            owed = credits.get(reference).min(left.add(goodwillOfOrder()).subtract(due)).min(left);
            owed = owed.max(BigDecimal.ZERO);
            waiting.remove(reference);
        }
    }

    private BigDecimal leftOfOrder() {
        var left = BigDecimal.ZERO;
        for (var payment : ofOrder) {
            left = left.add(paid.get(payment)).subtract(askedBackOf(payment));
        }
        return left;
    }

    private BigDecimal goodwillOfOrder() {
        var sum = BigDecimal.ZERO;
        for (var payment : ofOrder) {
            sum = sum.add(goodwill.getOrDefault(payment, BigDecimal.ZERO));
        }
        return sum;
    }

    private void settleOwed() {
        equal("what is left to go back", BigDecimal.ZERO, owed);
        credited = null;
    }

    private void checkEnd() {
        checkTakenOff(null);
        settleOwed();
        if (placed == null) {
            return;
        }
        equal("what still waits", Set.of(), waiting);
        var kept = leftOfOrder();
        var inWhole =
                ofOrder.stream()
                        .allMatch(payment -> paid.get(payment).compareTo(asked.get(payment)) == 0);
        if (cancelled) {
            equal("kept of a cancelled order", BigDecimal.ZERO, kept);
        } else if (inWhole && goodwillOfOrder().signum() == 0) {
            equal("kept", due, kept);
        } else {
            atMost("kept", kept, due);
        }
    }

    private BigDecimal askedBackOf(PaymentId payment) {
        return askedBack.getOrDefault(payment, BigDecimal.ZERO);
    }

    private void read(Object event) {
        switch (event) {
            case ProductCreated e -> products.put(e.variants().getFirst().sku(), e);
            case TaxRuleSet e -> taxes.put(e.destination().value(), e.rates());
            case ShippingMethodDefined e -> rates = e.rates();
            case CouponCreated e -> coupons.put(e.code(), e.terms());
            case DiscountsCapped(var most) -> cap = BigDecimal.valueOf(most.thousandths());
            case CartItemAdded e -> {
                equal("pieces", cart.merge(e.sku(), e.added(), Integer::sum), e.quantity());
            }
            case CartItemQuantityChanged e -> cart.put(e.sku(), e.quantity());
            case CartItemRemoved e -> cart.remove(e.sku());
            case CartCouponApplied e -> given.add(e.code());
            case CartCouponRemoved e -> given.remove(e.code());
            case CartCleared _ -> {
                cart.clear();
                given.clear();
            }
            case Sent e -> sent = e;
            case OrderPlaced e -> {
                placed = e;
                checkOrder(e);
            }
            case CartCheckedOut e -> equal("lines checked out", inCart(), e.lines());
            case OrderLinesCancelled e -> {
                var cost = BigDecimal.ZERO;
                for (var part : e.lines()) {
                    cost = cost.add(checkPieces(part.line(), part.quantity(), part.amount()));
                }
                takeOff(e.reference(), cost, e.amount(), e.due());
            }
            case ReturnReceived e -> {
                var cost = BigDecimal.ZERO;
                for (var part : e.lines()) {
                    cost = cost.add(checkPieces(part.line(), part.quantity(), part.amount()));
                }
                takeOff(e.returnId().value(), cost, e.amount(), e.due());
            }
            case OrderEditRequested e -> checkEdit(e);
            case OrderEditDropped e -> ended.add(e.editId());
            case OrderCancelled _ -> cancelled = true;
            case CreditDue(var reference) -> lookAt(reference);
            case OrderLinesAdded e -> checkAdded(e);
            case PaymentRequested e -> {
                asked.put(e.paymentId(), minor(e.amount()));
                paid.put(e.paymentId(), BigDecimal.ZERO);
                authorised.add(e.paymentId());
                var ofEdit = toPayOf(e.paymentId());
                if (ofEdit.isEmpty()) {
                    ofOrder.add(e.paymentId());
                }
                equal("asked for", ofEdit.orElse(placed.totals().total()), e.amount());
            }
            case PaymentCaptured e ->
                    equal(
                            "captured",
                            paid.merge(e.paymentId(), minor(e.amount()), BigDecimal::add),
                            minor(e.captured()));
            case PaymentSettled e -> {
                atMost("settled", minor(e.amount()), asked.get(e.paymentId()));
                atMost("captured", paid.put(e.paymentId(), minor(e.amount())), minor(e.amount()));
                authorised.remove(e.paymentId());
            }
            case PaymentDeclined e -> authorised.remove(e.paymentId());
            case PaymentCancelled e -> authorised.remove(e.paymentId());
            case RefundRequested e -> {
                if (e.reason() == RefundReason.GOODWILL) {
                    goodwill.merge(e.paymentId(), minor(e.amount()), BigDecimal::add);
                }
                checkAskedBack(e);
            }
            case RefundSettled e -> {
                var sum = wentBack.merge(e.paymentId(), minor(e.amount()), BigDecimal::add);
                equal("went back", sum, minor(e.refunded()));
                atMost("went back", sum, askedBackOf(e.paymentId()));
            }
            case OrderRefunded e -> checkRefund(e);
            default -> {
                /* no money in it */
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
        order.lines().forEach(line -> lines.put(line.line(), line));
        due = minor(totals.total());
        this.subtotal = subtotal;
        this.tax = tax;
    }

    /// Takes every discount off `left`; tells whether one frees shipping.
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

    /// What some pieces cost, which are taken off.
    private BigDecimal checkPieces(int number, int pieces, Money amount) {
        var line = lines.get(number);
        var after = gone.merge(number, pieces, Integer::sum);
        var sum = goneFor.merge(number, minor(amount), BigDecimal::add);
        if (after > line.quantity()) {
            throw new AssertionError("%d pieces of %s".formatted(after, line));
        }
        equal(
                "value of pieces",
                half(
                        minor(line.total()).multiply(BigDecimal.valueOf(after)),
                        BigDecimal.valueOf(line.quantity())),
                sum);
        return minor(amount);
    }

    private void takeOff(String reference, BigDecimal cost, Money amount, Money left) {
        due = due.subtract(cost);
        equal("due", due, minor(left));
        takenOff = new TakenOff(reference, cost, minor(amount));
    }

    /// The pieces are priced as the line has it, and what is added as the shop has it now, which is
    /// what it had before: without discounts.
    private void checkEdit(OrderEditRequested edit) {
        var cost = BigDecimal.ZERO;
        for (var part : edit.removed()) {
            cost = cost.add(valueOf(part.line(), part.quantity()));
            equal("value", valueOf(part.line(), part.quantity()), minor(part.amount()));
        }
        for (var part : edit.received()) {
            cost = cost.add(valueOf(part.line(), part.quantity()));
            equal("value", valueOf(part.line(), part.quantity()), minor(part.amount()));
        }
        var number = lines.size();
        for (var line : edit.added()) {
            var amount =
                    minor(variantPrice(line.sku())).multiply(BigDecimal.valueOf(line.quantity()));
            var lineTax = tax(amount, taxClassOf(line.sku()));
            equal("number", ++number, line.line());
            equal("unit price", variantPrice(line.sku()), line.unitPrice());
            equal("discount of a line", BigDecimal.ZERO, minor(line.discount()));
            equal("tax of a line", lineTax, minor(line.tax()));
            equal(
                    "total of a line",
                    taxRates().includedInPrices() ? amount : amount.add(lineTax),
                    minor(line.total()));
        }
        equal(
                "to pay",
                sumOf(edit.added()).subtract(cost).max(BigDecimal.ZERO),
                minor(edit.toPay()));
        edits.put(edit.editId(), edit);
    }

    private BigDecimal valueOf(int number, int pieces) {
        var line = lines.get(number);
        return half(
                        minor(line.total())
                                .multiply(
                                        BigDecimal.valueOf(gone.getOrDefault(number, 0) + pieces)),
                        BigDecimal.valueOf(line.quantity()))
                .subtract(goneFor.getOrDefault(number, BigDecimal.ZERO));
    }

    private void checkAdded(OrderLinesAdded added) {
        var edit = edits.get(added.editId());
        equal("made once", true, ended.add(added.editId()));
        equal("lines added", edit.added(), added.lines());
        equal("paid for a change", edit.toPay(), added.paid());
        for (var line : added.lines()) {
            lines.put(line.line(), line);
            subtotal =
                    subtotal.add(
                            minor(line.unitPrice()).multiply(BigDecimal.valueOf(line.quantity())));
            tax = tax.add(minor(line.tax()));
        }
        due = due.add(sumOf(added.lines()));
        equal("due", due, minor(added.due()));
        equal("subtotal", subtotal, minor(added.totals().subtotal()));
        equal("tax", tax, minor(added.totals().tax()));
        if (added.paymentId() != null) {
            ofOrder.add(added.paymentId());
            equal("paid for a change", asked.get(added.paymentId()), minor(added.paid()));
        }
    }

    /// Empty when it is no payment of a change.
    private Optional<Money> toPayOf(PaymentId payment) {
        return edits.values().stream()
                .filter(edit -> PaymentId.of(edit.editId()).equals(payment))
                .map(OrderEditRequested::toPay)
                .findFirst();
    }

    private void checkAskedBack(RefundRequested event) {
        var sum = askedBack.merge(event.paymentId(), minor(event.amount()), BigDecimal::add);
        atMost("asked back", sum, paid.get(event.paymentId()));
        equal("outstanding", paid.get(event.paymentId()).subtract(sum), minor(event.outstanding()));
    }

    private void checkRefund(OrderRefunded event) {
        refunded = refunded.add(minor(event.amount()));
        equal("refunded", refunded, minor(event.refunded()));
        equal("refunded by a payment of the order", true, ofOrder.contains(event.paymentId()));
        var everPaid = BigDecimal.ZERO;
        for (var payment : ofOrder) {
            everPaid = everPaid.add(paid.get(payment));
        }
        atMost("refunded", refunded, everPaid);
    }

    private static void atMost(String what, BigDecimal amount, BigDecimal most) {
        if (amount.compareTo(most) > 0) {
            throw new AssertionError("%s must be at most %s, was %s".formatted(what, most, amount));
        }
    }

    private static BigDecimal sumOf(List<OrderLine> lines) {
        var sum = BigDecimal.ZERO;
        for (var line : lines) {
            sum = sum.add(minor(line.total()));
        }
        return sum;
    }

    private String taxClassOf(Sku sku) {
        return products.get(sku).variants().getFirst().taxClass();
    }

    private Money variantPrice(Sku sku) {
        return products.get(sku).variants().getFirst().price();
    }

    private static BigDecimal half(BigDecimal dividend, BigDecimal divisor) {
        return dividend.divide(divisor, 0, RoundingMode.HALF_UP);
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal minor(Money money) {
        return money.getAmountMinor();
    }

    private static void equal(String what, Object expected, Object actual) {
        var equal =
                expected instanceof BigDecimal number
                        ? number.compareTo((BigDecimal) actual) == 0
                        : expected.equals(actual);
        if (!equal) {
            throw new AssertionError("%s must be %s, was %s".formatted(what, expected, actual));
        }
    }
}
