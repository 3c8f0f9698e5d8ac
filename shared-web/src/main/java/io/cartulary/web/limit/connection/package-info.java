/// Connections on which a request does not arrive in time are closed.
@NullMarked
package io.cartulary.web.limit.connection;

import org.jspecify.annotations.NullMarked;
