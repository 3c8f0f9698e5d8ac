package io.cartulary.command.order.payment;

import static io.cartulary.command.Amounts.least;

import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.pricing.Destination;
import java.util.List;
import org.joda.money.Money;

/// What an order answers about its money.
///
/// @param destination by which it is taxed
/// @param payments that paid for it, its own first, then those of changes; none for one that cost
///   nothing
/// @param due what it costs without the pieces that were cancelled or came back
/// @param repaid what was paid again because it had been promised and did not come
public record OrderAccount(
        CustomerId customerId,
        Destination destination,
        List<PaymentId> payments,
        Money due,
        Money repaid) {

    /// Of what payments authorised and will not bring: what is missing of `due`.
    ///
    /// @param all of `payments`
    public Money missing(List<CurrentPayment> all) {
        var open = due;
        var lost = Money.zero(due.getCurrencyUnit()).minus(repaid);
        for (var payment : all) {
            open = open.minus(payment.captured()).plus(payment.returned());
            var rest = payment.amount().minus(payment.captured());
            switch (payment.status()) {
                case REQUESTED, AUTHORISED -> open = open.minus(rest);
                case DECLINED, CANCELLED, VOIDED -> lost = lost.plus(rest);
                case SETTLED -> {
                    /* what was not taken of it no one wanted */
                }
            }
        }
        return least(open, lost);
    }
}
