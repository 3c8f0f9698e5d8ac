package io.cartulary.query.order;

/// How many orders are in one status.
public record OrderStatusCount(OrderStatus status, long orders) {}
