package io.cartulary.command.pricing.tables;

import io.cartulary.command.pricing.tables.DecisionTablesSchema.Product;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.ProductId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which products shoppers can see and buy at this moment.
@Component
public class SellableProducts {

    private static final String LIKE_THIS =
            """
             where product_id > :after and coalesce(for_sale = :forSale::boolean, true)
                and coalesce(categories && :categories::text[], true)
            """;

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

    /// Products behind one of them, by identifier, at most `limit`: those that may be like this by
    /// the last events that were read.
    ///
    /// @param forSale whether shoppers can see them; either when absent
    /// @param categories of which they stand in one; any when absent
    public List<ProductId> after(
            String product,
            @Nullable Boolean forSale,
            @Nullable Set<CategoryId> categories,
            int limit) {
        return database.sql(
                        "select product_id from sellable_product"
                                + LIKE_THIS
                                + "order by product_id limit :limit")
                .param("after", product)
                .param("forSale", forSale)
                .param("categories", texts(categories))
                .param("limit", limit)
                .query((row, _) -> Product.PRODUCT_ID.of(row))
                .list();
    }

    /// How many there are.
    public long count(@Nullable Boolean forSale, @Nullable Set<CategoryId> categories) {
        return database.sql("select count(*) from sellable_product" + LIKE_THIS)
                .param("after", "")
                .param("forSale", forSale)
                .param("categories", texts(categories))
                .query(Long.class)
                .single();
    }

    private static String @Nullable [] texts(@Nullable Set<CategoryId> categories) {
        return categories == null
                ? null
                : categories.stream().map(CategoryId::value).toArray(String[]::new);
    }
}
