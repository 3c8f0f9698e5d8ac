/// The list of all events, for readers that handle them without knowing their context. It stands
/// apart so that the events themselves depend on nothing that depends on them.
@NullMarked
package io.cartulary.events.family;

import org.jspecify.annotations.NullMarked;
