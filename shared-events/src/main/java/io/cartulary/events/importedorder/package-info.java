/// What happened to orders that another system took and delivered before.
@NullMarked
package io.cartulary.events.importedorder;

import org.jspecify.annotations.NullMarked;
