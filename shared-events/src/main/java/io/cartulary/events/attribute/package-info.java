/// Events of attributes, and of sets of them: what can be said of a product beside its name, texts
/// and price. Attributes are data: each shop defines its own.
@NullMarked
package io.cartulary.events.attribute;

import org.jspecify.annotations.NullMarked;
