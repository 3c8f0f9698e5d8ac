package io.cartulary.command.order.invoice;

import io.cartulary.events.order.OrderEvent.OrderConfirmed;
import io.cartulary.events.order.OrderId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Owns table `invoice`: numbers the invoices of confirmed orders in the order of the
/// confirmations.
///
/// A number is written in the transaction that keeps the processor's token, so none is lost when
/// the transaction fails, and none is given twice when it is tried again. One segment handles all
/// confirmations; made again from the first event, every order gets the number it had.
@Component
@ProcessingGroup(InvoiceNumbers.PROCESSOR)
class InvoiceNumbers {

    static final String PROCESSOR = "invoice-numbers";

    private final JdbcClient database;

    InvoiceNumbers(JdbcClient database) {
        this.database = database;
    }

    /// @param number for example `INV-1`
    record Invoice(String number, Instant issuedAt) {}

    @EventHandler
    void on(
            OrderConfirmed event,
            @org.axonframework.eventhandling.Timestamp Instant at,
            UnitOfWork<?> unitOfWork) {
        batchOf(unitOfWork).putIfAbsent(event.orderId(), at);
    }

    private Map<OrderId, Instant> batchOf(UnitOfWork<?> unitOfWork) {
        return unitOfWork
                .root()
                .getOrComputeResource(
                        PROCESSOR,
                        _ -> {
                            var confirmed = new LinkedHashMap<OrderId, Instant>();
                            unitOfWork.root().onPrepareCommit(_ -> number(confirmed));
                            return confirmed;
                        });
    }

    /// Orders that have their number are left out before the others are counted.
    private void number(Map<OrderId, Instant> confirmed) {
        database.sql(
                        """
                        insert into invoice (number, order_id, issued_at)
                        select (select coalesce(max(number), 0) from invoice) + row_number() over (order by place), order_id, at
                        from unnest(?::text[], ?::timestamptz[]) with ordinality as confirmed (order_id, at, place)
                        where not exists (select from invoice known where known.order_id = confirmed.order_id)
                        """)
                .params(
                        confirmed.keySet().stream().map(OrderId::value).toArray(String[]::new),
                        confirmed.values().stream().map(Timestamp::from).toArray(Timestamp[]::new))
                .update();
    }

    /// Absent until the order is confirmed, and a moment longer.
    Optional<Invoice> of(OrderId orderId) {
        return database.sql("select number, issued_at from invoice where order_id = ?")
                .params(orderId.value())
                .query((row, _) ->
                        new Invoice(
                                "INV-" + row.getLong("number"),
                                row.getTimestamp("issued_at").toInstant()))
                .optional();
    }
}
