package io.cartulary.events.description;

import io.cartulary.events.credit.CreditEvent;
import io.cartulary.events.credit.CreditEvent.*;

/// Says what happened to gift cards and store credit.
final class CreditDescriptions {

    private CreditDescriptions() {}

    static String describe(CreditEvent event) {
        return switch (event) {
            case CreditAccountOpened opened ->
                    switch (opened.kind()) {
                        case GIFT_CARD ->
                                "A gift card …%s in %s was issued"
                                        .formatted(opened.lastCharacters(), opened.currency());
                        case STORE_CREDIT ->
                                "%s got store credit in %s"
                                        .formatted(opened.customerId(), opened.currency());
                    };
            case CreditGranted(_, _, var reason, var amount, var balance) ->
                    "%s came on it (%s), %s in all".formatted(amount, Words.of(reason), balance);
            case CreditReserved(_, var purchase, var amount, var available, _) ->
                    "%s of it is kept for %s, %s left".formatted(amount, purchase, available);
            case CreditSpent(_, var purchase, var amount, var balance) ->
                    "%s of it paid %s, %s left".formatted(amount, purchase, balance);
            case CreditReleased(_, var purchase, var amount, _) ->
                    "%s of it is no longer kept for %s".formatted(amount, purchase);
            case CreditBlocked(_, var reason) -> "It was blocked: " + reason;
            case CreditUnblocked _ -> "It can be spent again";
        };
    }
}
