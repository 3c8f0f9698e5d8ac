/// How effects are kept and tried: [EffectLedger] holds them in a table, [EffectWorker] claims and
/// performs those that are due, [EffectRetryPolicy] decides when one that failed is tried again or
/// parked, and [EffectService] is what staff do with a parked one.
@NullMarked
package io.cartulary.command.effect.ledger;

import org.jspecify.annotations.NullMarked;
