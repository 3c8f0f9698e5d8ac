/// How the node is reached: over HTTP on the loopback interface, by those who know its credentials,
/// and in no other way. A module of the node beside Elasticsearch's own network code, because the
/// one that would do this in a cluster is not published.
@NullMarked
package io.cartulary.embedded.elasticsearch.network;

import org.jspecify.annotations.NullMarked;
