/// How read models are filled, rebuilt beside the live ones and read.
///
/// A projection is constructed for one generation, which has a place of its own for its rows and an
/// event processor of its own, so that two generations never touch each other. Readers find the
/// live generation through [io.cartulary.query.projection.rebuild.AwaitedGenerations] and are
/// switched to a new one once it has caught up; the old one is kept up to date until no one can
/// still be reading it.
///
/// | from | what happens | to |
/// |---|---|---|
/// | – | first start | live |
/// | – | a rebuild is asked for | building |
/// | building | it covers the live generation | live |
/// | building | the rebuild is given up | dropped |
/// | live | another one took its place | retired |
/// | retired | the grace period is over | dropped |
@NullMarked
package io.cartulary.query.projection;

import org.jspecify.annotations.NullMarked;
