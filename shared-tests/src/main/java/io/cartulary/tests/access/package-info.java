/// How tests act as staff.
@NullMarked
package io.cartulary.tests.access;

import org.jspecify.annotations.NullMarked;
