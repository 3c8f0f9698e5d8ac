/// Events of the rules that prices are made by: taxes, shipping methods and price lists. Staff set
/// them; an order carries what came of them, so no reader applies a rule again. Amounts are in
/// minor units, tax rates in thousandths of a percent.
@NullMarked
package io.cartulary.events.pricing;

import org.jspecify.annotations.NullMarked;
