/// Payment providers that keep a [Ledger] of their own, which the checks compare with the shop's.
@NullMarked
package io.cartulary.simulation.bank;

import org.jspecify.annotations.NullMarked;
