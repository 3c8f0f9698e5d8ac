/// Describes each event in one sentence, without personal data. One class for each context, hence
/// so many. Apart from the events, as [io.cartulary.events.family] is.
@NullMarked
package io.cartulary.events.description;

import org.jspecify.annotations.NullMarked;
