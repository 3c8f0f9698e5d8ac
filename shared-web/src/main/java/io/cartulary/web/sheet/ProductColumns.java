package io.cartulary.web.sheet;

/// The columns of a table of products: one row a variant. What is said of a product stands in the
/// first of its rows, which stand together; what is said of a variant in each.
public final class ProductColumns {

    public static final String PRODUCT_ID = "product_id";
    public static final String SLUG = "slug";

    /// Of languages that have one of their own: `slug:th`.
    public static final String SLUG_IN = "slug:";

    public static final String STATUS = "status";
    public static final String PUBLISH_AT = "publish_at";
    public static final String BRAND = "brand";
    public static final String CATEGORIES = "categories";
    public static final String TAGS = "tags";
    public static final String FEATURED = "featured";
    public static final String ATTRIBUTE_SET = "attribute_set";

    /// By the codes of attributes: `attribute:skin-type`.
    public static final String ATTRIBUTE = "attribute:";

    public static final String SKU = "sku";
    public static final String CURRENCY = "currency";
    public static final String PRICE = "price";
    public static final String COMPARE_AT_PRICE = "compare_at_price";
    public static final String COST_PRICE = "cost_price";
    public static final String TAX_CLASS = "tax_class";
    public static final String WEIGHT = "weight_grams";
    public static final String LENGTH = "length_mm";
    public static final String WIDTH = "width_mm";
    public static final String HEIGHT = "height_mm";
    public static final String BARCODE = "barcode";
    public static final String STOCK = "stock_on_hand";
    public static final String LOW_STOCK = "low_stock_threshold";
    public static final String BACKORDERS = "backorder_limit";

    private ProductColumns() {}

    /// `name:en`.
    public static String in(String member, String language) {
        return member + ":" + language;
    }

    /// @param number 1 for the first
    public static String optionName(int number) {
        return "option%d_name".formatted(number);
    }

    /// @param number 1 for the first
    public static String optionValue(int number) {
        return "option%d_value".formatted(number);
    }
}
