package io.cartulary.events.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one change of what an order contains, an exchange included.
public record EditId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "edit-";

    @JsonCreator
    public EditId {
        Ids.check(PREFIX, value);
    }

    public static EditId next() {
        return new EditId(Ids.next(PREFIX));
    }

    /// Under which the stock of what is added is held: it is promised apart from the order's own,
    /// which is sold.
    public OrderId holder() {
        return new OrderId("order-" + value);
    }

    @Override
    public String toString() {
        return value;
    }
}
