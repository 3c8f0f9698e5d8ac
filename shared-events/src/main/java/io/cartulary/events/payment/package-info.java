/// Events of one attempt to pay an order. No card number ever reaches an event: a token of the
/// provider stands for it. What the provider did is recorded from its own answer, never assumed.
@NullMarked
package io.cartulary.events.payment;

import org.jspecify.annotations.NullMarked;
