/// How read models are filled, rebuilt beside the live ones and read.
///
/// A projection is constructed for one generation, which has a place of its own for its rows and an
/// event processor of its own, so that two generations never touch each other. Readers find the
/// live generation through [io.cartulary.query.projection.rebuild.AwaitedGenerations] and are
/// switched to a new one once it has caught up and was found equal, or once staff accept what
/// differs; the one before it is kept up to date for a rollback.
///
/// | from | what happens | to |
/// |---|---|---|
/// | – | first start | live |
/// | – | a rebuild is asked for | building |
/// | building | it covers the live generation and is equal, or what differs was accepted | live |
/// | building | the rebuild is given up, or what differs was refused | dropped |
/// | live | another one took its place | retired |
/// | retired | readers are led back to it | live |
/// | retired | staff drop it, another one is replaced, or its time is over | dropped |
@NullMarked
package io.cartulary.query.projection;

import org.jspecify.annotations.NullMarked;
