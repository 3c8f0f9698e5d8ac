/// Asks a provider for an order's money, and for its way back. We and the provider act at the same
/// time, so every message of the provider may come twice, late or in another order; what it says
/// last counts. Money that came for an order that is gone goes back by itself.
///
/// The main line: `RequestPayment` makes it *requested*, `RecordAuthorisation` *authorised*,
/// `RequestCapture` and `RecordCapture` *settled*; a provider that takes money at once reports
/// `RecordSettlement`. `RequestRefund` and `RecordRefund` give money back; `CancelPayment` calls
/// off what was not taken.
///
/// `docs/states/payment.md` has what each command does in each state.
@NullMarked
package io.cartulary.command.payment;

import org.jspecify.annotations.NullMarked;
