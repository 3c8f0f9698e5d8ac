/// Thousands of requests that are nearly right, made from the API's own document, and what must
/// hold of each answer: no error of the server but 503, every refusal a problem with a code and,
/// when the request is at fault, the field; nothing of Java in it; and a shop that sells before and
/// after.
///
/// [FuzzProof] is the command. A run follows from its seed; only ids that the server gives differ.
@NullMarked
package io.cartulary.benchmarks.fuzz;

import org.jspecify.annotations.NullMarked;
