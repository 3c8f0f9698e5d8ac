/// Describes each event in one sentence, without personal data. One class for each context.
@NullMarked
package io.cartulary.query.audit.description;

import org.jspecify.annotations.NullMarked;
