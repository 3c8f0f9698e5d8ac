/// A simulated payment provider that runs as a process of its own and speaks JSON over HTTP, as a
/// real one would. What it took, refused, voided and gave back stands in a ledger file that is on
/// disk before anybody hears of it. The payment's token says how a charge ends, so every story of a
/// payment can be chosen on purpose.
///
/// | from | what happens | to |
/// |---|---|---|
/// | unknown | charge | pending |
/// | unknown | void | voided |
/// | pending | the token settles or declines | settled, declined |
/// | pending | void | voided |
/// | settled | refund of all that is left | refunded |
@NullMarked
package io.cartulary.embedded.paymentprovider;

import org.jspecify.annotations.NullMarked;
