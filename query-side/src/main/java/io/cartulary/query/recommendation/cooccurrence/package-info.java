/// Which items belong to which, counted from what people did one after the other, and what to show
/// somebody who did something. Counting and ranking know no database: who calls them says where the
/// counts are kept. Weights are whole numbers, so the same events give the same counts in any order
/// of the people who did them.
@NullMarked
package io.cartulary.query.recommendation.cooccurrence;

import org.jspecify.annotations.NullMarked;
