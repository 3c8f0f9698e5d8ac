/// What shoppers look at, put in carts, search for and buy, as shop and browser report it over
/// Kafka. Each message is checked against its shape; what fails goes to a dead-letter topic. A
/// shopper is known by a pseudonym only.
@NullMarked
package io.cartulary.query.behaviour;

import org.jspecify.annotations.NullMarked;
