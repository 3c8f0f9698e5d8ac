/// What people do: shoppers, staff and the marketplace.
@NullMarked
package io.cartulary.simulation.scenario;

import org.jspecify.annotations.NullMarked;
