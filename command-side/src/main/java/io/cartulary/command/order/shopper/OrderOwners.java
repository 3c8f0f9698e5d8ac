package io.cartulary.command.order.shopper;

import io.cartulary.command.customer.guest.GuestEmailHashes;
import io.cartulary.command.order.CurrentOrder;
import io.cartulary.events.cart.CartId;
import io.cartulary.web.access.CartTokens;
import io.cartulary.web.problem.ProblemException;
import org.springframework.stereotype.Component;

/// Whose an order is: the shopper's whose cart it came from, or of the account that took that
/// shopper over.
@Component
public class OrderOwners {

    private final GuestEmailHashes guests;

    OrderOwners(GuestEmailHashes guests) {
        this.guests = guests;
    }

    /// @param shopper the cart of who calls
    /// @return the order, which is theirs
    public CurrentOrder require(CartId shopper, CurrentOrder order) {
        if (!shopper.equals(order.cartId())
                && !guests.isTakenOver(
                        CartTokens.guestOf(order.cartId()), CartTokens.guestOf(shopper))) {
            throw ProblemException.notFound("order " + order.orderId());
        }
        return order;
    }
}
