/// One address in front of several nodes of both sides: it knows who owns which path, which nodes
/// are ready, and how much one caller may ask.
///
/// It holds no business rule and no state that a restart could lose, so any number of gateways may
/// run side by side; limits and cached answers are each gateway's own.
@NullMarked
package io.cartulary.gateway;

import org.jspecify.annotations.NullMarked;
