/// Asks a provider for an order's money, and for its way back. We and the provider act at the same
/// time, so every message of the provider may come twice, late or in another order; what it says
/// last counts. Money that came for an order that is gone goes back by itself.
///
/// # Payment
///
/// Commands on a payment that does not exist are answered with *not found*, except
/// `RequestPayment`.
///
/// | from | command | to |
/// |---|---|---|
/// | missing | RequestPayment | requested |
/// | requested | RequestPayment | requested, nothing new |
/// | requested | RecordSettlement | settled |
/// | requested | RecordDecline | declined |
/// | requested | CancelPayment | cancelled |
/// | requested | RecordVoid | refused NOT_CANCELLED |
/// | requested | RequestRefund | refused NOT_SETTLED |
/// | requested | RecordRefund | refused UNKNOWN_REFUND |
/// | requested | ReadProvider | requested, nothing new |
/// | settled | RequestPayment | settled, nothing new |
/// | settled | RecordSettlement | settled, nothing new |
/// | settled | RecordDecline | settled, nothing new |
/// | settled | CancelPayment | refunding |
/// | settled | RecordVoid | settled, nothing new |
/// | settled | RequestRefund | refunding |
/// | settled | RecordRefund | refused UNKNOWN_REFUND |
/// | settled | ReadProvider | settled, nothing new |
/// | declined | RequestPayment | declined, nothing new |
/// | declined | RecordSettlement | refunding |
/// | declined | RecordDecline | declined, nothing new |
/// | declined | CancelPayment | declined, nothing new |
/// | declined | RecordVoid | declined, nothing new |
/// | declined | RequestRefund | refused NOT_SETTLED |
/// | declined | RecordRefund | refused UNKNOWN_REFUND |
/// | declined | ReadProvider | declined, nothing new |
/// | cancelled | RequestPayment | cancelled, nothing new |
/// | cancelled | RecordSettlement | refunding |
/// | cancelled | RecordDecline | cancelled, nothing new |
/// | cancelled | CancelPayment | cancelled, nothing new |
/// | cancelled | RecordVoid | voided |
/// | cancelled | RequestRefund | refused NOT_SETTLED |
/// | cancelled | RecordRefund | refused UNKNOWN_REFUND |
/// | cancelled | ReadProvider | cancelled, nothing new |
/// | voided | RequestPayment | voided, nothing new |
/// | voided | RecordSettlement | refunding |
/// | voided | RecordDecline | voided, nothing new |
/// | voided | CancelPayment | voided, nothing new |
/// | voided | RecordVoid | voided, nothing new |
/// | voided | RequestRefund | refused NOT_SETTLED |
/// | voided | RecordRefund | refused UNKNOWN_REFUND |
/// | voided | ReadProvider | voided, nothing new |
/// | refunding | RequestPayment | refunding, nothing new |
/// | refunding | RecordSettlement | refunding, nothing new |
/// | refunding | RecordDecline | refunding, nothing new |
/// | refunding | CancelPayment | refunding, nothing new |
/// | refunding | RecordVoid | refunding, nothing new |
/// | refunding | RequestRefund | refunding, nothing new |
/// | refunding | RecordRefund | refunded |
/// | refunding | ReadProvider | refunding, nothing new |
/// | refunded | RequestPayment | refunded, nothing new |
/// | refunded | RecordSettlement | refunded, nothing new |
/// | refunded | RecordDecline | refunded, nothing new |
/// | refunded | CancelPayment | refunded, nothing new |
/// | refunded | RecordVoid | refunded, nothing new |
/// | refunded | RequestRefund | refunded, nothing new |
/// | refunded | RecordRefund | refunded, nothing new |
/// | refunded | ReadProvider | refunded, nothing new |
///
/// The table is that of a payment that is refunded in whole; while something is left, a settled
/// payment takes further refunds. Another amount than was asked for is refused AMOUNT_MISMATCH, a
/// second charge CHARGED_TWICE, more back than was paid REFUND_EXCEEDS_SETTLEMENT.
@NullMarked
package io.cartulary.command.payment;

import org.jspecify.annotations.NullMarked;
