package io.cartulary.query.customer;

/// A customer and what the list is sorted by.
///
/// @param sortedBy as text
record ListedCustomer(CustomerSummary customer, String sortedBy) {}
