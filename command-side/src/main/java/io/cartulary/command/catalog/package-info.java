/// Decides what the catalogue offers: products with their variants and prices, and which product
/// has which slug. A SKU is taken into stock-keeping before a variant with it exists, so that it
/// belongs to one product only. Prices take effect for orders through the decision table in
/// `pricing`.
///
/// # Product
///
/// Commands on a product that does not exist are answered with *not found*, except `CreateProduct`.
///
/// | from | command | to |
/// |---|---|---|
/// | missing | CreateProduct | draft |
/// | draft | CreateProduct | draft, nothing new |
/// | draft | DescribeProduct | draft |
/// | draft | AddVariant | draft |
/// | draft | ChangePrice | draft |
/// | draft | PublishProduct | published |
/// | draft | ArchiveProduct | archived |
/// | published | CreateProduct | published, nothing new |
/// | published | DescribeProduct | published |
/// | published | AddVariant | published |
/// | published | ChangePrice | published |
/// | published | PublishProduct | published, nothing new |
/// | published | ArchiveProduct | archived |
/// | archived | CreateProduct | archived, nothing new |
/// | archived | DescribeProduct | refused ARCHIVED |
/// | archived | AddVariant | refused ARCHIVED |
/// | archived | ChangePrice | refused ARCHIVED |
/// | archived | PublishProduct | published |
/// | archived | ArchiveProduct | archived, nothing new |
///
/// # SlugClaim
///
/// | from | command | to |
/// |---|---|---|
/// | free | ClaimSlug | claimed |
/// | claimed by this product | ClaimSlug | claimed, nothing new |
/// | claimed by another | ClaimSlug | refused SLUG_TAKEN |
@NullMarked
package io.cartulary.command.catalog;

import org.jspecify.annotations.NullMarked;
