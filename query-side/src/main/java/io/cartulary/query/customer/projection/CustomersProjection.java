package io.cartulary.query.customer.projection;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.account.AccountEvent.*;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.customer.CustomerEvent;
import io.cartulary.events.customer.CustomerEvent.*;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.eventstore.tables.Row;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.customer.CustomerStatus;
import io.cartulary.query.customer.projection.CustomerTables.*;
import io.cartulary.query.customer.row.LiveCustomers;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.joda.money.Money;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Owns tables `customer`, `customer_order`, `customer_return` and `customer_note`: who has an
/// account or bought as a guest, what they ordered, and what staff say about them.
@Component
class CustomersProjection implements ProjectionDefinition {

    /// Read while rows are made, too.
    private static final String INDEXES_TO_FILL =
            """

            create index customer_order_owner_idx on customer_order (owner_id, placed_at);
            create index customer_order_customer_idx on customer_order (customer_id);\
            """;

    private static final String INDEXES =
            """
            create index if not exists customer_since_idx on customer (since, customer_id) where listed;
            create index if not exists customer_latest_idx on customer (latest_at, customer_id) where listed;
            create index if not exists customer_orders_idx on customer (orders, customer_id) where listed;
            create index if not exists customer_spent_idx on customer (spent_minor, customer_id) where listed;
            create index if not exists customer_status_idx on customer (status, since, customer_id) where listed;
            create index if not exists customer_search_idx on customer using gin (search);
            create index if not exists customer_tags_idx on customer using gin (tags);
            create index if not exists customer_guests_idx on customer (taken_over_by) where taken_over_by is not null;
            create index if not exists customer_order_number_idx on customer_order (number);
            """;

    private final JdbcTemplate database;
    private final PersonalTokens tokens;

    CustomersProjection(@Qualifier("readModels") JdbcTemplate database, PersonalTokens tokens) {
        this.database = database;
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return LiveCustomers.NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(
                AccountRegistered.class,
                AccountImported.class,
                EmailVerified.class,
                EmailChanged.class,
                LoggedIn.class,
                AccountDeactivated.class,
                AccountActivated.class,
                AccountDeleted.class,
                CustomerEvent.class,
                OrderPlaced.class,
                OrderCancelled.class,
                OrderLinesAdded.class,
                OrderRefunded.class,
                ReturnRequested.class,
                ReturnRefused.class,
                ReturnReceived.class,
                OrderImported.class,
                ImportedRefundRecorded.class);
    }

    /// Orders of one customer share a row.
    @Override
    public int segments() {
        return 1;
    }

    @Override
    public Optional<ObjectRows> objectRows() {
        return Optional.of(
                ObjectRows.named("order-", Placed.ORDER_ID, Return.ORDER_ID)
                        .without(Placed.OWNER_ID));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(
                generation,
                database,
                Table.ddl(Customer.TABLE, Placed.TABLE, Return.TABLE, Note.TABLE) + INDEXES_TO_FILL,
                INDEXES);
    }

    @Override
    public BatchHandler create(Generation generation) {
        return () ->
                new BatchHandler.Batch() {

                    private final Rows rows = new Rows(generation.schema());
                    private final CustomerFigures figures =
                            new CustomerFigures(generation.schema(), database);

                    @Override
                    public void on(DomainEvent event, EventMessage<?> message) {
                        fold(event, message, rows, figures);
                    }

                    @Override
                    public void flush() {
                        rows.write(database);
                        figures.write();
                    }
                };
    }

    private void fold(
            DomainEvent event, EventMessage<?> message, Rows rows, CustomerFigures figures) {
        switch (event) {
            case AccountRegistered e ->
                    account(e.accountId(), rows, figures)
                            .set(Customer.ACCOUNT_ID, e.accountId().value())
                            .set(Customer.STATE, CustomerStatus.ACTIVE.name())
                            .set(Customer.REGISTERED_AT, message.getTimestamp())
                            .set(Customer.EMAIL, PersonalTokens.sealed(e.email()))
                            .set(Customer.EMAIL_TOKENS, tokens.ofEmail(e.email()));
            case AccountImported e ->
                    account(e.accountId(), rows, figures)
                            .set(Customer.ACCOUNT_ID, e.accountId().value())
                            .set(Customer.STATE, CustomerStatus.ACTIVE.name())
                            .set(Customer.REGISTERED_AT, message.getTimestamp())
                            .set(Customer.VERIFIED_AT, message.getTimestamp())
                            .set(Customer.EMAIL, PersonalTokens.sealed(e.email()))
                            .set(Customer.EMAIL_TOKENS, tokens.ofEmail(e.email()));
            case EmailVerified e ->
                    account(e.accountId(), rows, figures)
                            .set(Customer.VERIFIED_AT, message.getTimestamp());
            case EmailChanged e ->
                    account(e.accountId(), rows, figures)
                            .set(Customer.EMAIL, PersonalTokens.sealed(e.email()))
                            .set(Customer.EMAIL_TOKENS, tokens.ofEmail(e.email()));
            case LoggedIn e ->
                    account(e.accountId(), rows, figures)
                            .set(Customer.LAST_LOG_IN_AT, message.getTimestamp());
            case AccountDeactivated e -> state(e.accountId(), CustomerStatus.DEACTIVATED, rows);
            case AccountActivated e -> state(e.accountId(), CustomerStatus.ACTIVE, rows);
            case AccountDeleted e -> state(e.accountId(), CustomerStatus.CLOSED, rows);
            case CustomerEvent e -> fold(e, message, rows, figures);
            case OrderPlaced e -> {
                customer(e.customerId(), rows, figures);
                order(e.orderId(), rows, figures)
                        .set(Placed.CUSTOMER_ID, e.customerId())
                        .set(Placed.NUMBER, e.number())
                        .set(Placed.PLACED_AT, e.placedAt())
                        .set(Placed.CURRENCY, e.totals().total().getCurrencyUnit())
                        .set(Placed.CHARGED, minor(e.totals().total()))
                        .set(Placed.REFUNDED, 0L)
                        .set(Placed.CANCELLED, false)
                        .set(Placed.CONTACT, PersonalTokens.sealed(e.contact()))
                        .set(Placed.SHIPPING_ADDRESS, PersonalTokens.sealed(e.shippingAddress()))
                        .set(Placed.TOKENS, tokens.of(e.contact(), e.shippingAddress()));
            }
            case OrderCancelled e -> order(e.orderId(), rows, figures).set(Placed.CANCELLED, true);
            case OrderLinesAdded e ->
                    order(e.orderId(), rows, figures).set(Placed.CHARGED, minor(e.charged()));
            case OrderRefunded e ->
                    order(e.orderId(), rows, figures).set(Placed.REFUNDED, minor(e.refunded()));
            case ReturnRequested e -> {
                figures.changed(e.orderId());
                rows.of(Return.TABLE, e.orderId(), e.returnId()).set(Return.OPEN, true);
            }
            case ReturnRefused e -> {
                figures.changed(e.orderId());
                rows.of(Return.TABLE, e.orderId(), e.returnId()).set(Return.OPEN, false);
            }
            case ReturnReceived e -> {
                figures.changed(e.orderId());
                rows.of(Return.TABLE, e.orderId(), e.returnId()).set(Return.OPEN, false);
            }
            case OrderImported e -> {
                if (e.customerId() != null) {
                    customer(e.customerId(), rows, figures);
                }
                order(e.orderId(), rows, figures)
                        .set(Placed.CUSTOMER_ID, e.customerId())
                        .set(Placed.NUMBER, e.number())
                        .set(Placed.PLACED_AT, e.placedAt())
                        .set(Placed.CURRENCY, e.totals().total().getCurrencyUnit())
                        .set(Placed.CHARGED, minor(e.totals().total()))
                        .set(Placed.REFUNDED, 0L)
                        .set(Placed.CANCELLED, false);
            }
            case ImportedRefundRecorded e ->
                    order(e.orderId(), rows, figures).set(Placed.REFUNDED, minor(e.refunded()));
            default -> throw new IllegalArgumentException("not read here: " + event);
        }
    }

    private void fold(
            CustomerEvent event, EventMessage<?> message, Rows rows, CustomerFigures figures) {
        var row =
                customer(event.customerId(), rows, figures)
                        .set(Customer.VERSION, EventPosition.inAggregate(message));
        switch (event) {
            case ProfileChanged e ->
                    row.set(Customer.PROFILE, PersonalTokens.sealed(e.profile()))
                            .set(Customer.PROFILE_TOKENS, tokens.ofProfile(e.profile()));
            case GuestsTakenOver e -> {
                for (var guest : e.guests()) {
                    figures.takenOver(guest);
                    customer(guest, rows, figures).set(Customer.TAKEN_OVER_BY, e.customerId());
                }
            }
            case CustomerTagged e -> row.set(Customer.TAGS, e.tags());
            case CustomerNoteAdded e ->
                    rows.of(Note.TABLE, e.customerId(), e.noteId())
                            .set(Note.TEXT_SEALED, PersonalTokens.sealed(e.text()))
                            .set(
                                    Note.AUTHOR,
                                    (String) message.getMetaData().get(EventMetadata.ACTOR_ID))
                            .set(Note.WRITTEN_AT, message.getTimestamp());
            case AddressAdded _, AddressChanged _, AddressRemoved _, DefaultAddressesChosen _ -> {
                // staff see where parcels go by the orders
            }
        }
    }

    private static Row customer(CustomerId customer, Rows rows, CustomerFigures figures) {
        figures.changed(customer);
        return rows.of(Customer.TABLE, customer);
    }

    private static Row account(AccountId account, Rows rows, CustomerFigures figures) {
        return customer(account.customer(), rows, figures);
    }

    private static void state(AccountId account, CustomerStatus status, Rows rows) {
        rows.of(Customer.TABLE, account.customer()).set(Customer.STATE, status.name());
    }

    private static Row order(OrderId order, Rows rows, CustomerFigures figures) {
        figures.changed(order);
        return rows.of(Placed.TABLE, order);
    }

    private static long minor(Money money) {
        return money.getAmountMinorLong();
    }
}
