package io.cartulary.command.pricing.tables;

import io.cartulary.events.catalog.ProductId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which products shoppers can see and buy at this moment.
@Component
public class SellableProducts {

    private final JdbcClient database;

    SellableProducts(JdbcClient database) {
        this.database = database;
    }

    public boolean contains(ProductId product) {
        return database.sql(
                        "select exists (select from sellable_product where product_id = ? and for_sale)")
                .param(product.value())
                .query(Boolean.class)
                .single();
    }
}
