/// Decides on the rules that prices are made by: how a destination is taxed, what a shipping method
/// costs, and what SKUs cost in another currency. Each rule is a small aggregate that staff change
/// as a whole; orders are priced by what the decision tables made of its events. An order that was
/// placed keeps what came of the rules that held then.
///
/// `docs/states/pricing-rules.md` has what each command does in each state.
@NullMarked
package io.cartulary.command.pricing.rules;

import org.jspecify.annotations.NullMarked;
