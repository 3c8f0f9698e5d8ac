/// What staff decided about the search, on the side that searches: a projection of the settings'
/// events, and the rules that each search is asked under. A search keeps them in memory and looks
/// four times a second whether they changed.
@NullMarked
package io.cartulary.query.ranking;

import org.jspecify.annotations.NullMarked;
