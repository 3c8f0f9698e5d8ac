/// What prices are calculated from: what the catalogue, the rules and the coupons say.
@NullMarked
package io.cartulary.command.pricing.terms;

import org.jspecify.annotations.NullMarked;
