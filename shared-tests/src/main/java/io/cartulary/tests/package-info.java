/// How the tests of all modules run. JUnit finds what is here by itself.
///
/// Only tests may depend on it.
@NullMarked
package io.cartulary.tests;

import org.jspecify.annotations.NullMarked;
