package io.cartulary.command.cart;

import static io.cartulary.command.pricing.PricingRejection.COUPON_UNKNOWN;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.pricing.ShippingOption;
import io.cartulary.command.pricing.tables.CouponTermsTable;
import io.cartulary.command.pricing.tables.PriceTable;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CartTokens;
import io.cartulary.web.access.CurrentAccount;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.origin.RequestOrigin;
import io.cartulary.web.page.Page;
import io.cartulary.web.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The cart of the shopper who calls.
@RestController
class CartCommandController {

    private static final String STANDARD = "standard";
    private static final URI CART = URI.create("/api/v1/cart");

    private final CommandGateway commands;
    private final CartTokens tokens;
    private final PriceTable prices;
    private final CouponTermsTable coupons;
    private final CartQuote quote;
    private final InstantSource clock;

    CartCommandController(
            CommandGateway commands,
            CartTokens tokens,
            PriceTable prices,
            CouponTermsTable coupons,
            CartQuote quote,
            InstantSource clock) {
        this.commands = commands;
        this.tokens = tokens;
        this.prices = prices;
        this.coupons = coupons;
        this.quote = quote;
        this.clock = clock;
    }

    record OpenedCart(CartId cartId) {}

    record NewItem(@NotNull Sku sku, @Min(1) @Max(CartCommand.MAXIMUM_QUANTITY) int quantity) {}

    record NewQuantity(@Min(1) @Max(CartCommand.MAXIMUM_QUANTITY) int quantity) {}

    record NewCoupon(@NotNull CouponCode code) {}

    record OtherCart(@NotBlank String cartToken) {}

    record NewCurrency(@NotNull CurrencyUnit currency) {}

    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/cart")
    ResponseEntity<OpenedCart> open(NewIds ids) {
        var account = CurrentAccount.ofShopper().map(AccountId::customer).orElse(null);
        if (account != null) {
            var cartId = CartTokens.cartOf(account);
            commands.sendAndWait(new OpenCart(cartId, account));
            return ResponseEntity.created(CART).body(new OpenedCart(cartId));
        }
        var cartId = new CartId(ids.next("cart-"));
        var guest = CartTokens.guestOf(cartId);
        RequestOrigin.current().ifPresent(origin -> origin.actAs(guest));
        commands.sendAndWait(new OpenCart(cartId, guest));
        return ResponseEntity.created(CART)
                .header(ApiHeaders.CART_TOKEN, tokens.issue(cartId))
                .body(new OpenedCart(cartId));
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/cart")
    CartView read(
            @CurrentCart CartId cartId,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[A-Z]{2}") String country,
            @RequestParam(required = false) @Nullable @Size(max = 100) String region,
            @RequestParam(defaultValue = STANDARD) String shippingMethod) {
        var content = commands.<CartContent>sendAndWait(new ReadCart(cartId));
        return quote.of(content, country, region, shippingMethod);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/customers/{customerId}/cart")
    CartView readOfCustomer(@PathVariable CustomerId customerId) {
        var cart = CartTokens.cartOf(customerId);
        return quote.of(commands.sendAndWait(new ReadCart(cart)), null, null, STANDARD);
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/cart/shipping-methods")
    Page<ShippingOption> shippingMethods(
            @CurrentCart CartId cartId,
            @RequestParam @Pattern(regexp = "[A-Z]{2}") String country,
            @RequestParam(required = false) @Nullable @Size(max = 100) String region) {
        var content = commands.<CartContent>sendAndWait(new ReadCart(cartId));
        return Page.whole(quote.shippingOf(content, country, region));
    }

    @OpenTo(Caller.SHOPPER)
    @PutMapping("/api/v1/cart/currency")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void chooseCurrency(@CurrentCart CartId cartId, @Valid @RequestBody NewCurrency body) {
        commands.sendAndWait(new ChooseCartCurrency(cartId, body.currency()));
    }

    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/cart/items")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(@CurrentCart CartId cartId, @Valid @RequestBody NewItem item, NewIds ids) {
        var entry = prices.find(List.of(item.sku()), clock.instant()).get(item.sku());
        if (entry == null || !entry.forSale()) {
            throw new CommandRejected(CartRejection.SKU_NOT_FOR_SALE);
        }
        commands.sendAndWait(
                new AddCartItem(
                        cartId,
                        item.sku(),
                        item.quantity(),
                        ids.next("addition-"),
                        entry.unitPrice()));
    }

    @OpenTo(Caller.SHOPPER)
    @PutMapping("/api/v1/cart/items/{sku}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeQuantity(
            @CurrentCart CartId cartId,
            @PathVariable Sku sku,
            @Valid @RequestBody NewQuantity body) {
        commands.sendAndWait(new ChangeCartItemQuantity(cartId, sku, body.quantity()));
    }

    @OpenTo(Caller.SHOPPER)
    @DeleteMapping("/api/v1/cart/items/{sku}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@CurrentCart CartId cartId, @PathVariable Sku sku) {
        commands.sendAndWait(new RemoveCartItem(cartId, sku));
    }

    @OpenTo(Caller.SHOPPER)
    @DeleteMapping("/api/v1/cart/items")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear(@CurrentCart CartId cartId) {
        commands.sendAndWait(new ClearCart(cartId));
    }

    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/cart/merge")
    MergedCart merge(@CurrentCart CartId cartId, @Valid @RequestBody OtherCart other, NewIds ids) {
        var from =
                tokens.verify(other.cartToken())
                        .orElseThrow(() ->
                                new ProblemException(
                                        HttpStatus.UNPROCESSABLE_CONTENT,
                                        "CART_TOKEN_INVALID",
                                        "This is no token that POST /api/v1/cart answered.",
                                        "cartToken"));
        return commands.sendAndWait(new MergeCarts(cartId, from, ids.next("handover-")));
    }

    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/cart/coupons")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addCoupon(@CurrentCart CartId cartId, @Valid @RequestBody NewCoupon body) {
        refuseUnknown(body.code());
        commands.sendAndWait(new AddCartCoupon(cartId, body.code()));
    }

    @OpenTo(Caller.SHOPPER)
    @DeleteMapping("/api/v1/cart/coupons/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeCoupon(@CurrentCart CartId cartId, @PathVariable CouponCode code) {
        commands.sendAndWait(new RemoveCartCoupon(cartId, code));
    }

    @OpenTo(Caller.SHOPPER)
    @DeleteMapping("/api/v1/cart/coupons")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeCoupons(@CurrentCart CartId cartId) {
        commands.sendAndWait(new RemoveCartCoupon(cartId, null));
    }

    private void refuseUnknown(CouponCode code) {
        if (coupons.find(code).isEmpty()) {
            throw new CommandRejected(COUPON_UNKNOWN);
        }
    }
}
