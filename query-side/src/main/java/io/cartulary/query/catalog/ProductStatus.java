package io.cartulary.query.catalog;

/// Who can see a product: staff only, everyone, or staff only again.
public enum ProductStatus {
    DRAFT,
    PUBLISHED,
    ARCHIVED
}
