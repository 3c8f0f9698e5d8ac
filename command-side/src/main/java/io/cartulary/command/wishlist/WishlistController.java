package io.cartulary.command.wishlist;

import io.cartulary.command.cart.CartCommand.AddCartItem;
import io.cartulary.command.cart.CartRejection;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.wishlist.WishlistCommand.*;
import io.cartulary.events.Personal;
import io.cartulary.events.Text;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.wishlist.WishlistId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CartTokens;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.access.Signatures;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.page.Page;
import io.cartulary.web.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The wishlists of the shopper who calls, an account's or those of the guest who has a cart.
@RestController
class WishlistController {

    private static final String LISTS = "/api/v1/wishlists";
    private static final String LIST = LISTS + "/{wishlistId}";
    private static final String SHARED = "wishlist";
    private static final String BETWEEN = "~";

    private final CommandGateway commands;
    private final WishlistRecords records;
    private final WishlistOffers offers;
    private final Signatures signatures;

    WishlistController(
            CommandGateway commands,
            WishlistRecords records,
            WishlistOffers offers,
            Signatures signatures) {
        this.commands = commands;
        this.records = records;
        this.offers = offers;
        this.signatures = signatures;
    }

    record NewWishlist(@NotBlank @Text(max = 100) String name) {}

    record MadeWishlist(WishlistId wishlistId) {}

    record WishedSku(@NotNull Sku sku) {}

    /// @param token who has it sees the list at `/api/v1/shared-wishlists/{token}`
    record SharedWishlist(String token) {}

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/wishlist")
    WishlistView readDefault(@CurrentCart CartId cart) {
        return view(
                records.find(CartTokens.guestOf(cart)).stream()
                        .filter(KeptWishlist::isDefault)
                        .findAny()
                        .orElseThrow(() -> ProblemException.notFound("wishlist yet")));
    }

    @OpenTo(Caller.SHOPPER)
    @PutMapping("/api/v1/wishlist/items/{productId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addToDefault(@CurrentCart CartId cart, @PathVariable ProductId productId) {
        add(CartTokens.guestOf(cart), null, productId);
    }

    @OpenTo(Caller.SHOPPER)
    @DeleteMapping("/api/v1/wishlist/items/{productId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeFromDefault(@CurrentCart CartId cart, @PathVariable ProductId productId) {
        commands.sendAndWait(new RemoveWish(CartTokens.guestOf(cart), null, productId));
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping(LISTS)
    Page<WishlistView> list(@CurrentCart CartId cart) {
        return Page.whole(offers.views(records.find(CartTokens.guestOf(cart))));
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/customers/{customerId}/wishlist")
    Page<WishlistView> listOfCustomer(@PathVariable CustomerId customerId) {
        return Page.whole(offers.views(records.find(customerId)));
    }

    @OpenTo(Caller.SHOPPER)
    @PostMapping(LISTS)
    ResponseEntity<MadeWishlist> open(
            @CurrentCart CartId cart, @Valid @RequestBody NewWishlist body, NewIds ids) {
        var customer = CartTokens.guestOf(cart);
        var list = new WishlistId(ids.next("wishlist-"));
        commands.sendAndWait(
                new OpenWishlist(customer, list, Personal.of(customer.value(), body.name())));
        return ResponseEntity.created(URI.create(LISTS + "/" + list)).body(new MadeWishlist(list));
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping(LIST)
    WishlistView read(@CurrentCart CartId cart, @PathVariable WishlistId wishlistId) {
        return view(find(CartTokens.guestOf(cart), wishlistId));
    }

    @OpenTo(Caller.SHOPPER)
    @DeleteMapping(LIST)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@CurrentCart CartId cart, @PathVariable WishlistId wishlistId) {
        commands.sendAndWait(new DeleteWishlist(CartTokens.guestOf(cart), wishlistId));
    }

    @OpenTo(Caller.SHOPPER)
    @PutMapping(LIST + "/default")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void chooseDefault(@CurrentCart CartId cart, @PathVariable WishlistId wishlistId) {
        commands.sendAndWait(new ChooseDefaultWishlist(CartTokens.guestOf(cart), wishlistId));
    }

    @OpenTo(Caller.SHOPPER)
    @PutMapping(LIST + "/items/{productId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(
            @CurrentCart CartId cart,
            @PathVariable WishlistId wishlistId,
            @PathVariable ProductId productId) {
        add(CartTokens.guestOf(cart), wishlistId, productId);
    }

    @OpenTo(Caller.SHOPPER)
    @DeleteMapping(LIST + "/items/{productId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @CurrentCart CartId cart,
            @PathVariable WishlistId wishlistId,
            @PathVariable ProductId productId) {
        commands.sendAndWait(new RemoveWish(CartTokens.guestOf(cart), wishlistId, productId));
    }

    /// First into the cart: what is on both after a crash is one too many and not one too few.
    @OpenTo(Caller.SHOPPER)
    @PostMapping(LIST + "/items/{productId}/cart")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void moveToCart(
            @CurrentCart CartId cart,
            @PathVariable WishlistId wishlistId,
            @PathVariable ProductId productId,
            @Valid @RequestBody WishedSku body,
            NewIds ids) {
        var offer =
                offers.of(productId).variants().stream()
                        .filter(variant -> variant.sku().equals(body.sku()))
                        .findAny()
                        .orElseThrow(() -> new CommandRejected(CartRejection.SKU_NOT_FOR_SALE));
        find(CartTokens.guestOf(cart), wishlistId);
        commands.sendAndWait(
                new AddCartItem(cart, body.sku(), 1, ids.next("addition-"), offer.unitPrice()));
        commands.sendAndWait(new RemoveWish(CartTokens.guestOf(cart), wishlistId, productId));
    }

    @OpenTo(Caller.SHOPPER)
    @PostMapping(LIST + "/share")
    SharedWishlist share(
            @CurrentCart CartId cart, @PathVariable WishlistId wishlistId, NewIds ids) {
        var customer = CartTokens.guestOf(cart);
        String share =
                commands.sendAndWait(new ShareWishlist(customer, wishlistId, ids.next("share-")));
        return new SharedWishlist(
                signatures.sign(
                        SHARED, String.join(BETWEEN, customer.value(), wishlistId.value(), share)));
    }

    @OpenTo(Caller.SHOPPER)
    @DeleteMapping(LIST + "/share")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeShare(@CurrentCart CartId cart, @PathVariable WishlistId wishlistId) {
        commands.sendAndWait(new RevokeWishlistShare(CartTokens.guestOf(cart), wishlistId));
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/shared-wishlists/{token}")
    WishlistView readShared(@PathVariable String token) {
        var parts =
                signatures
                        .verify(SHARED, token)
                        .map(text -> text.split(BETWEEN))
                        .orElseThrow(WishlistController::notShared);
        return records.find(new CustomerId(parts[0])).stream()
                .filter(list -> list.wishlistId().value().equals(parts[1]))
                .filter(list -> parts[2].equals(list.share()))
                .findAny()
                .map(this::view)
                .orElseThrow(WishlistController::notShared);
    }

    private static ProblemException notShared() {
        return ProblemException.notFound("wishlist that is shared by this link");
    }

    private void add(CustomerId customer, @Nullable WishlistId list, ProductId product) {
        var offer = offers.of(product);
        if (offer.variants().isEmpty()) {
            throw ProblemException.notFound("product " + product);
        }
        commands.sendAndWait(
                new AddWish(customer, list, product, offer.lowestPrice(), offer.inStock()));
    }

    private KeptWishlist find(CustomerId customer, WishlistId wishlistId) {
        return records.find(customer).stream()
                .filter(list -> list.wishlistId().equals(wishlistId))
                .findAny()
                .orElseThrow(() -> new CommandRejected(WishlistRejection.WISHLIST_UNKNOWN));
    }

    private WishlistView view(KeptWishlist list) {
        return offers.views(List.of(list)).getFirst();
    }
}
