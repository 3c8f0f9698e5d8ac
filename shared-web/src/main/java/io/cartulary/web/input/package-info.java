/// How bodies and parameters become values: read strictly, and refused with the field at fault.
@NullMarked
package io.cartulary.web.input;

import org.jspecify.annotations.NullMarked;
