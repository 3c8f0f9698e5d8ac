/// An Axon Server for tests, in their own process.
@NullMarked
package io.cartulary.tests.axonserver;

import org.jspecify.annotations.NullMarked;
