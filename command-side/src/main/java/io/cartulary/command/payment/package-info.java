/// Asks a provider for an order's money, and for its way back. We and the provider act at the same
/// time, so every message of the provider may come twice, late or in another order; what it says
/// last counts. Money that came for an order that is gone goes back by itself.
///
/// # Payment
///
/// Commands on a payment that does not exist are answered with *not found*, except
/// `RequestPayment`. *Capturing* is a payment of which all is being captured, *refunding* one of
/// which all is to go back.
///
/// | from | command | to |
/// |---|---|---|
/// | missing | RequestPayment | requested |
/// | requested | RequestPayment | requested, nothing new |
/// | requested | RecordStart | started |
/// | requested | RecordApproval | requested |
/// | requested | RecordAuthorisation | authorised |
/// | requested | RequestCapture | refused NOT_AUTHORISED |
/// | requested | RecordCapture | refused UNKNOWN_CAPTURE |
/// | requested | RecordCaptureRefusal | refused UNKNOWN_CAPTURE |
/// | requested | RecordSettlement | settled |
/// | requested | RecordDecline | declined |
/// | requested | RecordReceipt | requested |
/// | requested | ReplacePayment | cancelled |
/// | requested | CancelPayment | cancelled |
/// | requested | RecordVoid | refused NOT_CANCELLED |
/// | requested | RequestRefund | refused NOT_SETTLED |
/// | requested | RecordRefund | refused UNKNOWN_REFUND |
/// | requested | RecordRefundRefusal | refused UNKNOWN_REFUND |
/// | requested | AbandonRefund | refused UNKNOWN_REFUND |
/// | requested | RecordDispute | refused NOT_SETTLED |
/// | requested | RecordDisputeEnd | refused UNKNOWN_DISPUTE |
/// | requested | ReadPayment | requested, nothing new |
/// | started | RequestPayment | started, nothing new |
/// | started | RecordStart | started, nothing new |
/// | started | RecordApproval | started |
/// | started | RecordAuthorisation | authorised |
/// | started | RequestCapture | refused NOT_AUTHORISED |
/// | started | RecordCapture | refused UNKNOWN_CAPTURE |
/// | started | RecordCaptureRefusal | refused UNKNOWN_CAPTURE |
/// | started | RecordSettlement | settled |
/// | started | RecordDecline | declined |
/// | started | RecordReceipt | started |
/// | started | ReplacePayment | cancelled |
/// | started | CancelPayment | cancelled |
/// | started | RecordVoid | refused NOT_CANCELLED |
/// | started | RequestRefund | refused NOT_SETTLED |
/// | started | RecordRefund | refused UNKNOWN_REFUND |
/// | started | RecordRefundRefusal | refused UNKNOWN_REFUND |
/// | started | AbandonRefund | refused UNKNOWN_REFUND |
/// | started | RecordDispute | refused NOT_SETTLED |
/// | started | RecordDisputeEnd | refused UNKNOWN_DISPUTE |
/// | started | ReadPayment | started, nothing new |
/// | authorised | RequestPayment | authorised, nothing new |
/// | authorised | RecordStart | authorised, nothing new |
/// | authorised | RecordApproval | authorised, nothing new |
/// | authorised | RecordAuthorisation | authorised, nothing new |
/// | authorised | RequestCapture | capturing |
/// | authorised | RecordCapture | refused UNKNOWN_CAPTURE |
/// | authorised | RecordCaptureRefusal | refused UNKNOWN_CAPTURE |
/// | authorised | RecordSettlement | settled |
/// | authorised | RecordDecline | authorised, nothing new |
/// | authorised | RecordReceipt | authorised |
/// | authorised | ReplacePayment | refused ALREADY_PAID |
/// | authorised | CancelPayment | cancelled |
/// | authorised | RecordVoid | voided |
/// | authorised | RequestRefund | refused NOT_SETTLED |
/// | authorised | RecordRefund | refused UNKNOWN_REFUND |
/// | authorised | RecordRefundRefusal | refused UNKNOWN_REFUND |
/// | authorised | AbandonRefund | refused UNKNOWN_REFUND |
/// | authorised | RecordDispute | refused NOT_SETTLED |
/// | authorised | RecordDisputeEnd | refused UNKNOWN_DISPUTE |
/// | authorised | ReadPayment | authorised, nothing new |
/// | capturing | RequestPayment | capturing, nothing new |
/// | capturing | RecordStart | capturing, nothing new |
/// | capturing | RecordApproval | capturing, nothing new |
/// | capturing | RecordAuthorisation | capturing, nothing new |
/// | capturing | RequestCapture | capturing, nothing new |
/// | capturing | RecordCapture | settled |
/// | capturing | RecordCaptureRefusal | declined |
/// | capturing | RecordSettlement | settled |
/// | capturing | RecordDecline | declined |
/// | capturing | RecordReceipt | capturing |
/// | capturing | ReplacePayment | refused ALREADY_PAID |
/// | capturing | CancelPayment | cancelled |
/// | capturing | RecordVoid | voided |
/// | capturing | RequestRefund | refused NOT_SETTLED |
/// | capturing | RecordRefund | refused UNKNOWN_REFUND |
/// | capturing | RecordRefundRefusal | refused UNKNOWN_REFUND |
/// | capturing | AbandonRefund | refused UNKNOWN_REFUND |
/// | capturing | RecordDispute | refused NOT_SETTLED |
/// | capturing | RecordDisputeEnd | refused UNKNOWN_DISPUTE |
/// | capturing | ReadPayment | capturing, nothing new |
/// | settled | RequestPayment | settled, nothing new |
/// | settled | RecordStart | settled, nothing new |
/// | settled | RecordApproval | settled, nothing new |
/// | settled | RecordAuthorisation | settled, nothing new |
/// | settled | RequestCapture | refused NOT_AUTHORISED |
/// | settled | RecordCapture | refused UNKNOWN_CAPTURE |
/// | settled | RecordCaptureRefusal | refused UNKNOWN_CAPTURE |
/// | settled | RecordSettlement | settled, nothing new |
/// | settled | RecordDecline | settled, nothing new |
/// | settled | RecordReceipt | settled |
/// | settled | ReplacePayment | refused ALREADY_PAID |
/// | settled | CancelPayment | refunding |
/// | settled | RecordVoid | settled, nothing new |
/// | settled | RequestRefund | refunding |
/// | settled | RecordRefund | refused UNKNOWN_REFUND |
/// | settled | RecordRefundRefusal | refused UNKNOWN_REFUND |
/// | settled | AbandonRefund | refused UNKNOWN_REFUND |
/// | settled | RecordDispute | disputed |
/// | settled | RecordDisputeEnd | refused UNKNOWN_DISPUTE |
/// | settled | ReadPayment | settled, nothing new |
/// | disputed | RequestPayment | disputed, nothing new |
/// | disputed | RecordStart | disputed, nothing new |
/// | disputed | RecordApproval | disputed, nothing new |
/// | disputed | RecordAuthorisation | disputed, nothing new |
/// | disputed | RequestCapture | refused NOT_AUTHORISED |
/// | disputed | RecordCapture | refused UNKNOWN_CAPTURE |
/// | disputed | RecordCaptureRefusal | refused UNKNOWN_CAPTURE |
/// | disputed | RecordSettlement | disputed, nothing new |
/// | disputed | RecordDecline | disputed, nothing new |
/// | disputed | RecordReceipt | disputed |
/// | disputed | ReplacePayment | refused ALREADY_PAID |
/// | disputed | CancelPayment | disputed, nothing new |
/// | disputed | RecordVoid | disputed, nothing new |
/// | disputed | RequestRefund | refused DISPUTED |
/// | disputed | RecordRefund | refused UNKNOWN_REFUND |
/// | disputed | RecordRefundRefusal | refused UNKNOWN_REFUND |
/// | disputed | AbandonRefund | refused UNKNOWN_REFUND |
/// | disputed | RecordDispute | disputed, nothing new |
/// | disputed | RecordDisputeEnd | settled |
/// | disputed | ReadPayment | disputed, nothing new |
/// | declined | RequestPayment | declined, nothing new |
/// | declined | RecordStart | declined, nothing new |
/// | declined | RecordApproval | declined, nothing new |
/// | declined | RecordAuthorisation | cancelled |
/// | declined | RequestCapture | refused NOT_AUTHORISED |
/// | declined | RecordCapture | refused UNKNOWN_CAPTURE |
/// | declined | RecordCaptureRefusal | refused UNKNOWN_CAPTURE |
/// | declined | RecordSettlement | refunding |
/// | declined | RecordDecline | declined, nothing new |
/// | declined | RecordReceipt | declined |
/// | declined | ReplacePayment | declined |
/// | declined | CancelPayment | declined, nothing new |
/// | declined | RecordVoid | declined, nothing new |
/// | declined | RequestRefund | refused NOT_SETTLED |
/// | declined | RecordRefund | refused UNKNOWN_REFUND |
/// | declined | RecordRefundRefusal | refused UNKNOWN_REFUND |
/// | declined | AbandonRefund | refused UNKNOWN_REFUND |
/// | declined | RecordDispute | refused NOT_SETTLED |
/// | declined | RecordDisputeEnd | refused UNKNOWN_DISPUTE |
/// | declined | ReadPayment | declined, nothing new |
/// | cancelled | RequestPayment | cancelled, nothing new |
/// | cancelled | RecordStart | cancelled |
/// | cancelled | RecordApproval | cancelled, nothing new |
/// | cancelled | RecordAuthorisation | cancelled, nothing new |
/// | cancelled | RequestCapture | refused NOT_AUTHORISED |
/// | cancelled | RecordCapture | refused UNKNOWN_CAPTURE |
/// | cancelled | RecordCaptureRefusal | refused UNKNOWN_CAPTURE |
/// | cancelled | RecordSettlement | refunding |
/// | cancelled | RecordDecline | cancelled, nothing new |
/// | cancelled | RecordReceipt | cancelled |
/// | cancelled | ReplacePayment | refused NO_LONGER_WANTED |
/// | cancelled | CancelPayment | cancelled, nothing new |
/// | cancelled | RecordVoid | voided |
/// | cancelled | RequestRefund | refused NOT_SETTLED |
/// | cancelled | RecordRefund | refused UNKNOWN_REFUND |
/// | cancelled | RecordRefundRefusal | refused UNKNOWN_REFUND |
/// | cancelled | AbandonRefund | refused UNKNOWN_REFUND |
/// | cancelled | RecordDispute | refused NOT_SETTLED |
/// | cancelled | RecordDisputeEnd | refused UNKNOWN_DISPUTE |
/// | cancelled | ReadPayment | cancelled, nothing new |
/// | voided | RequestPayment | voided, nothing new |
/// | voided | RecordStart | voided, nothing new |
/// | voided | RecordApproval | voided, nothing new |
/// | voided | RecordAuthorisation | voided, nothing new |
/// | voided | RequestCapture | refused NOT_AUTHORISED |
/// | voided | RecordCapture | refused UNKNOWN_CAPTURE |
/// | voided | RecordCaptureRefusal | refused UNKNOWN_CAPTURE |
/// | voided | RecordSettlement | refunding |
/// | voided | RecordDecline | voided, nothing new |
/// | voided | RecordReceipt | voided |
/// | voided | ReplacePayment | refused NO_LONGER_WANTED |
/// | voided | CancelPayment | voided, nothing new |
/// | voided | RecordVoid | voided, nothing new |
/// | voided | RequestRefund | refused NOT_SETTLED |
/// | voided | RecordRefund | refused UNKNOWN_REFUND |
/// | voided | RecordRefundRefusal | refused UNKNOWN_REFUND |
/// | voided | AbandonRefund | refused UNKNOWN_REFUND |
/// | voided | RecordDispute | refused NOT_SETTLED |
/// | voided | RecordDisputeEnd | refused UNKNOWN_DISPUTE |
/// | voided | ReadPayment | voided, nothing new |
/// | refunding | RequestPayment | refunding, nothing new |
/// | refunding | RecordStart | refunding, nothing new |
/// | refunding | RecordApproval | refunding, nothing new |
/// | refunding | RecordAuthorisation | refunding, nothing new |
/// | refunding | RequestCapture | refused NOT_AUTHORISED |
/// | refunding | RecordCapture | refused UNKNOWN_CAPTURE |
/// | refunding | RecordCaptureRefusal | refused UNKNOWN_CAPTURE |
/// | refunding | RecordSettlement | refunding, nothing new |
/// | refunding | RecordDecline | refunding, nothing new |
/// | refunding | RecordReceipt | refunding |
/// | refunding | ReplacePayment | refused ALREADY_PAID |
/// | refunding | CancelPayment | refunding, nothing new |
/// | refunding | RecordVoid | refunding, nothing new |
/// | refunding | RequestRefund | refunding, nothing new |
/// | refunding | RecordRefund | refunded |
/// | refunding | RecordRefundRefusal | refund refused |
/// | refunding | AbandonRefund | refused REFUND_UNDER_WAY |
/// | refunding | RecordDispute | refunding |
/// | refunding | RecordDisputeEnd | refused UNKNOWN_DISPUTE |
/// | refunding | ReadPayment | refunding, nothing new |
/// | refund refused | RequestPayment | refund refused, nothing new |
/// | refund refused | RecordStart | refund refused, nothing new |
/// | refund refused | RecordApproval | refund refused, nothing new |
/// | refund refused | RecordAuthorisation | refund refused, nothing new |
/// | refund refused | RequestCapture | refused NOT_AUTHORISED |
/// | refund refused | RecordCapture | refused UNKNOWN_CAPTURE |
/// | refund refused | RecordCaptureRefusal | refused UNKNOWN_CAPTURE |
/// | refund refused | RecordSettlement | refund refused, nothing new |
/// | refund refused | RecordDecline | refund refused, nothing new |
/// | refund refused | RecordReceipt | refund refused |
/// | refund refused | ReplacePayment | refused ALREADY_PAID |
/// | refund refused | CancelPayment | refund refused, nothing new |
/// | refund refused | RecordVoid | refund refused, nothing new |
/// | refund refused | RequestRefund | refund refused, nothing new |
/// | refund refused | RecordRefund | refunded |
/// | refund refused | RecordRefundRefusal | refund refused, nothing new |
/// | refund refused | AbandonRefund | settled |
/// | refund refused | RecordDispute | refund refused |
/// | refund refused | RecordDisputeEnd | refused UNKNOWN_DISPUTE |
/// | refund refused | ReadPayment | refund refused, nothing new |
/// | refunded | RequestPayment | refunded, nothing new |
/// | refunded | RecordStart | refunded, nothing new |
/// | refunded | RecordApproval | refunded, nothing new |
/// | refunded | RecordAuthorisation | refunded, nothing new |
/// | refunded | RequestCapture | refused NOT_AUTHORISED |
/// | refunded | RecordCapture | refused UNKNOWN_CAPTURE |
/// | refunded | RecordCaptureRefusal | refused UNKNOWN_CAPTURE |
/// | refunded | RecordSettlement | refunded, nothing new |
/// | refunded | RecordDecline | refunded, nothing new |
/// | refunded | RecordReceipt | refunded |
/// | refunded | ReplacePayment | refused ALREADY_PAID |
/// | refunded | CancelPayment | refunded, nothing new |
/// | refunded | RecordVoid | refunded, nothing new |
/// | refunded | RequestRefund | refunded, nothing new |
/// | refunded | RecordRefund | refunded, nothing new |
/// | refunded | RecordRefundRefusal | refused ALREADY_REFUNDED |
/// | refunded | AbandonRefund | refused ALREADY_REFUNDED |
/// | refunded | RecordDispute | refunded |
/// | refunded | RecordDisputeEnd | refused UNKNOWN_DISPUTE |
/// | refunded | ReadPayment | refunded, nothing new |
///
/// The table is that of a payment that is captured and refunded in whole; while something is left,
/// an authorised payment takes further captures and a settled one further refunds. Another amount
/// than was asked for is refused AMOUNT_MISMATCH, a second charge CHARGED_TWICE, more than was
/// promised CAPTURE_EXCEEDS_AUTHORISATION, more back than was paid REFUND_EXCEEDS_SETTLEMENT.
@NullMarked
package io.cartulary.command.payment;

import org.jspecify.annotations.NullMarked;
