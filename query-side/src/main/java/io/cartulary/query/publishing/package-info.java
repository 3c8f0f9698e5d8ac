/// Sending other systems what happened. Every event goes to Kafka, one topic a context, in order
/// and at least once. Personal data stays here.
@NullMarked
package io.cartulary.query.publishing;

import org.jspecify.annotations.NullMarked;
