package io.cartulary.command.credit;

import io.cartulary.command.credit.CreditCommand.*;
import io.cartulary.events.credit.CreditAccountId;
import io.cartulary.events.credit.CreditEvent.*;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.access.Signatures;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.version.Unversioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Staff issue gift cards and give store credit; anyone who holds a card may ask what is on it.
@RestController
class CreditController {

    private final CommandGateway commands;
    private final Signatures signatures;

    CreditController(CommandGateway commands, Signatures signatures) {
        this.commands = commands;
        this.signatures = signatures;
    }

    record NewGiftCard(@NotNull Money amount, @Nullable Instant expiresAt) {}

    /// @param code shown here and nowhere else
    record IssuedGiftCard(CreditAccountId giftCardId, String code, CreditSummary card) {}

    record Code(@NotBlank @Size(max = 40) String code) {}

    /// What the holder of a card may know.
    record Balance(Money balance, Money available, boolean blocked, @Nullable Instant expiresAt) {}

    record NewCredit(@NotNull Money amount) {}

    record Blocking(@NotBlank @Size(max = 200) String reason) {}

    @OpenTo(staff = Permission.MONEY)
    @Unversioned
    @PostMapping("/api/v1/admin/gift-cards")
    ResponseEntity<IssuedGiftCard> issue(@Valid @RequestBody NewGiftCard card, NewIds ids) {
        var request = ids.next("grant-");
        var code = GiftCardCode.of(signatures, request);
        var account = CreditAccountId.ofGiftCard(code.text());
        commands.sendAndWait(
                new GrantCredit(
                        account,
                        new Opening(Kind.GIFT_CARD, null, code.lastCharacters(), card.expiresAt()),
                        request,
                        GrantReason.SOLD,
                        card.amount()));
        return ResponseEntity.created(URI.create("/api/v1/admin/gift-cards/" + account))
                .body(new IssuedGiftCard(account, code.text(), read(account)));
    }

    @OpenTo(staff = Permission.MONEY)
    @GetMapping("/api/v1/admin/gift-cards/{giftCardId}")
    ResponseEntity<CreditSummary> find(@PathVariable CreditAccountId giftCardId) {
        return answer(read(giftCardId));
    }

    @OpenTo(staff = Permission.MONEY)
    @PostMapping("/api/v1/admin/gift-cards/{giftCardId}/blocking")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void block(@PathVariable CreditAccountId giftCardId, @Valid @RequestBody Blocking blocking) {
        commands.sendAndWait(new BlockCredit(giftCardId, blocking.reason()));
    }

    @OpenTo(staff = Permission.MONEY)
    @PostMapping("/api/v1/admin/gift-cards/{giftCardId}/unblocking")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unblock(@PathVariable CreditAccountId giftCardId) {
        commands.sendAndWait(new UnblockCredit(giftCardId));
    }

    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/gift-cards/balance")
    Balance balance(@Valid @RequestBody Code code) {
        var card = read(CreditAccountId.ofGiftCard(code.code()));
        return new Balance(card.balance(), card.available(), card.blocked(), card.expiresAt());
    }

    @OpenTo(staff = Permission.MONEY)
    @PostMapping("/api/v1/admin/customers/{customerId}/store-credit")
    ResponseEntity<CreditSummary> give(
            @PathVariable CustomerId customerId, @Valid @RequestBody NewCredit credit, NewIds ids) {
        var currency = credit.amount().getCurrencyUnit().getCode();
        var account = CreditAccountId.ofStoreCredit(customerId, currency);
        commands.sendAndWait(
                new GrantCredit(
                        account,
                        new Opening(Kind.STORE_CREDIT, customerId, null, null),
                        ids.next("grant-"),
                        GrantReason.GOODWILL,
                        credit.amount()));
        return ResponseEntity.created(
                        URI.create(
                                "/api/v1/admin/customers/%s/store-credit?currency=%s"
                                        .formatted(customerId, currency)))
                .body(read(account));
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/customers/{customerId}/store-credit")
    ResponseEntity<CreditSummary> find(
            @PathVariable CustomerId customerId,
            @RequestParam @Pattern(regexp = "[A-Z]{3}") String currency) {
        return answer(read(CreditAccountId.ofStoreCredit(customerId, currency)));
    }

    private static ResponseEntity<CreditSummary> answer(CreditSummary account) {
        return ResponseEntity.ok().eTag(account.entityTag().text()).body(account);
    }

    private CreditSummary read(CreditAccountId account) {
        return commands.sendAndWait(new ReadCredit(account));
    }
}
