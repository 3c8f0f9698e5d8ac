/// What shoppers are offered without asking. Popular products come from the orders and views of the
/// last days. Scores are kept so that they never need to be aged.
@NullMarked
package io.cartulary.query.recommendation;

import org.jspecify.annotations.NullMarked;
