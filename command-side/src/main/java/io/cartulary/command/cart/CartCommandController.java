package io.cartulary.command.cart;

import static io.cartulary.command.pricing.PricingRejection.COUPON_UNKNOWN;

import io.cartulary.command.CommandRejected;
import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.pricing.ShippingOption;
import io.cartulary.command.pricing.tables.CouponTermsTable;
import io.cartulary.command.pricing.tables.PriceTable;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CartTokens;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.origin.RequestOrigin;
import io.cartulary.web.page.Page;
import io.cartulary.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
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
@Tag(name = "Cart")
class CartCommandController {

    private static final String STANDARD = "standard";

    private final CommandGateway commands;
    private final CartTokens tokens;
    private final PriceTable prices;
    private final CouponTermsTable coupons;
    private final CartQuote quote;

    CartCommandController(
            CommandGateway commands,
            CartTokens tokens,
            PriceTable prices,
            CouponTermsTable coupons,
            CartQuote quote) {
        this.commands = commands;
        this.tokens = tokens;
        this.prices = prices;
        this.coupons = coupons;
        this.quote = quote;
    }

    record OpenedCart(CartId cartId) {}

    record NewItem(@NotNull Sku sku, @Min(1) @Max(CartCommand.MAXIMUM_QUANTITY) int quantity) {}

    record NewQuantity(@Min(1) @Max(CartCommand.MAXIMUM_QUANTITY) int quantity) {}

    record NewCoupon(@NotNull CouponCode code) {}

    record OtherCart(@NotBlank String cartToken) {}

    record NewCurrency(@NotNull CurrencyUnit currency) {}

    @Operation(
            summary = "Opens a cart",
            description = "The header `Cart-Token` of the answer is sent with every later request.")
    @ApiResponse(responseCode = "201", description = "Opened")
    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/cart")
    ResponseEntity<OpenedCart> open(NewIds ids) {
        var cartId = new CartId(ids.next("cart-"));
        var guest = CartTokens.guestOf(cartId);
        RequestOrigin.current().ifPresent(origin -> origin.actAs(guest));
        commands.sendAndWait(new OpenCart(cartId, guest));
        return ResponseEntity.created(URI.create("/api/v1/cart"))
                .header(ApiHeaders.CART_TOKEN, tokens.issue(cartId))
                .body(new OpenedCart(cartId));
    }

    @Operation(summary = "Shows the cart with the prices of this moment")
    @ApiResponse(responseCode = "200", description = "The cart, quoted when a country is given")
    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/cart")
    CartView read(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[A-Z]{2}") String country,
            @RequestParam(required = false) @Nullable @Size(max = 100) String region,
            @RequestParam(defaultValue = STANDARD) String shippingMethod) {
        var content = commands.<CartContent>sendAndWait(new ReadCart(cartId));
        return quote.of(content, country, region, shippingMethod);
    }

    @Operation(summary = "Shows a customer's cart to staff, with the prices of this moment")
    @ApiResponse(responseCode = "200", description = "The cart, without shipping and tax")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`: This customer has no cart.")
    @OpenTo(Caller.STAFF)
    @GetMapping("/api/v1/admin/customers/{customerId}/cart")
    CartView readOfCustomer(@PathVariable CustomerId customerId) {
        var cart = CartTokens.cartOf(customerId);
        return quote.of(commands.sendAndWait(new ReadCart(cart)), null, null, STANDARD);
    }

    @Operation(
            summary = "Shows by which methods the cart can be sent, and at what price",
            description = "The cheapest first.")
    @ApiResponse(responseCode = "200", description = "The methods that go there")
    @ApiResponse(
            responseCode = "422",
            description =
                    "`NOT_FOR_SALE`, `NOT_PRICED_IN_CURRENCY`, `CURRENCY_MIXED`, `NO_SHIPPING_THERE`,"
                            + " `UNKNOWN_REGION`")
    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/cart/shipping-methods")
    Page<ShippingOption> shippingMethods(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @RequestParam @Pattern(regexp = "[A-Z]{2}") String country,
            @RequestParam(required = false) @Nullable @Size(max = 100) String region) {
        var content = commands.<CartContent>sendAndWait(new ReadCart(cartId));
        return Page.whole(quote.shippingOf(content, country, region));
    }

    @Operation(
            summary = "Chooses the currency to pay in",
            description =
                    "Prices are then those of the price list in it, or the catalogue's where they"
                            + " are in it; `GET /api/v1/cart` tells.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(examples = @ExampleObject("{\"currency\": \"JPY\"}")))
    @ApiResponse(responseCode = "204", description = "Chosen")
    @ApiResponse(responseCode = "400", description = "`INVALID_VALUE`: no such currency")
    @OpenTo(Caller.SHOPPER)
    @PutMapping("/api/v1/cart/currency")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void chooseCurrency(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @Valid @RequestBody NewCurrency body) {
        commands.sendAndWait(new ChooseCartCurrency(cartId, body.currency()));
    }

    @Operation(summary = "Puts pieces of a SKU in, beside those that are there")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"sku": "TONER-100", "quantity": 2}\
                                            """)))
    @ApiResponse(responseCode = "204", description = "Put in")
    @ApiResponse(
            responseCode = "422",
            description = "`SKU_NOT_FOR_SALE`, `CART_FULL`, `TOO_MANY_PIECES`")
    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/cart/items")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @Valid @RequestBody NewItem item,
            NewIds ids) {
        var entry = prices.find(List.of(item.sku())).get(item.sku());
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

    @Operation(summary = "Changes the number of pieces of a line")
    @ApiResponse(responseCode = "204", description = "Changed, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_IN_CART`")
    @OpenTo(Caller.SHOPPER)
    @PutMapping("/api/v1/cart/items/{sku}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeQuantity(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @PathVariable Sku sku,
            @Valid @RequestBody NewQuantity body) {
        commands.sendAndWait(new ChangeCartItemQuantity(cartId, sku, body.quantity()));
    }

    @Operation(summary = "Takes a line out")
    @ApiResponse(responseCode = "204", description = "Not in the cart any more")
    @OpenTo(Caller.SHOPPER)
    @DeleteMapping("/api/v1/cart/items/{sku}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@CurrentCart @Parameter(hidden = true) CartId cartId, @PathVariable Sku sku) {
        commands.sendAndWait(new RemoveCartItem(cartId, sku));
    }

    @Operation(summary = "Takes everything out")
    @ApiResponse(responseCode = "204", description = "Empty")
    @OpenTo(Caller.SHOPPER)
    @DeleteMapping("/api/v1/cart/items")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear(@CurrentCart @Parameter(hidden = true) CartId cartId) {
        commands.sendAndWait(new ClearCart(cartId));
    }

    @Operation(
            summary = "Brings another cart's content into this one, as when a shopper logs in",
            description =
                    "Pieces of a SKU that is in both are added up. What there is no room for is told"
                            + " and gone; the other cart is empty.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(examples = @ExampleObject("{\"cartToken\": \"cart-0197….3f9a…\"}")))
    @ApiResponse(responseCode = "200", description = "Merged, now or before")
    @ApiResponse(
            responseCode = "422",
            description =
                    "`SAME_CART`, `CART_TOKEN_INVALID`: This is no token that POST /api/v1/cart answered.")
    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/cart/merge")
    MergedCart merge(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @Valid @RequestBody OtherCart other,
            NewIds ids) {
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

    @Operation(
            summary = "Puts a coupon on the cart, beside others",
            description = "`GET /api/v1/cart` tells which of them apply, and why others do not.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(examples = @ExampleObject("{\"code\": \"WELCOME10\"}")))
    @ApiResponse(responseCode = "204", description = "On the cart")
    @ApiResponse(responseCode = "422", description = "`COUPON_UNKNOWN`, `TOO_MANY_COUPONS`")
    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/cart/coupons")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addCoupon(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @Valid @RequestBody NewCoupon body) {
        refuseUnknown(body.code());
        commands.sendAndWait(new AddCartCoupon(cartId, body.code()));
    }

    @Operation(summary = "Takes one coupon off")
    @ApiResponse(responseCode = "204", description = "Not on the cart any more")
    @OpenTo(Caller.SHOPPER)
    @DeleteMapping("/api/v1/cart/coupons/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeCoupon(
            @CurrentCart @Parameter(hidden = true) CartId cartId, @PathVariable CouponCode code) {
        commands.sendAndWait(new RemoveCartCoupon(cartId, code));
    }

    @Operation(summary = "Takes every coupon off")
    @ApiResponse(responseCode = "204", description = "No coupon on the cart")
    @OpenTo(Caller.SHOPPER)
    @DeleteMapping("/api/v1/cart/coupons")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeCoupons(@CurrentCart @Parameter(hidden = true) CartId cartId) {
        commands.sendAndWait(new RemoveCartCoupon(cartId, null));
    }

    private void refuseUnknown(CouponCode code) {
        if (coupons.find(code).isEmpty()) {
            throw new CommandRejected(COUPON_UNKNOWN);
        }
    }
}
