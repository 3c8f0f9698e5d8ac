/// The analysts' door: views over the live generations in schema `reporting`, whose names and
/// columns stay the same whichever generation is live, and which a role reads that reads nothing
/// else.
@NullMarked
package io.cartulary.query.projection.analyst;

import org.jspecify.annotations.NullMarked;
