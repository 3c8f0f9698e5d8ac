/// What is stored for ever and crosses processes: events, identifiers and the values inside them.
///
/// Nothing here knows a framework beyond Jackson's annotations. Every type can be read back from a
/// store that is ten years old, so a shape never changes in place: a changed shape is a new
/// revision with an upcaster.
@NullMarked
package io.cartulary.events;

import org.jspecify.annotations.NullMarked;
