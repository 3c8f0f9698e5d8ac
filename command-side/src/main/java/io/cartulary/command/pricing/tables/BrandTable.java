package io.cartulary.command.pricing.tables;

import io.cartulary.command.pricing.tables.DecisionTablesSchema.Brand;
import io.cartulary.events.catalog.BrandId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which brand is called how.
@Component
public class BrandTable {

    private final JdbcClient database;

    BrandTable(JdbcClient database) {
        this.database = database;
    }

    /// All of them by their English names in small letters.
    public Map<String, BrandId> byName() {
        var byName = new HashMap<String, BrandId>();
        database.sql("select * from brand")
                .query(row -> {
                    byName.put(Brand.NAME.of(row).toLowerCase(Locale.ROOT), Brand.BRAND_ID.of(row));
                });
        return byName;
    }
}
