/// Publishes products, and starts and ends sales, when their time has come.
@NullMarked
package io.cartulary.command.catalog.schedule;

import org.jspecify.annotations.NullMarked;
