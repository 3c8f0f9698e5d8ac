/// How far the event store has come, so that a client can read what it wrote.
@NullMarked
package io.cartulary.web.consistency;

import org.jspecify.annotations.NullMarked;
