/// Files with one JSON object a line, of whatever it says.
@NullMarked
package io.cartulary.command.importing.json;

import org.jspecify.annotations.NullMarked;
