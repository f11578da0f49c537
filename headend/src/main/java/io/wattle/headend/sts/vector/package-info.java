/**
 * Conformance vectors of STS: JSON in, tokens out, and the two compared.
 *
 * <pre>
 *   file ──► VectorReader ──► VectorComputer ──► Answer        wattle sts compute
 *                 └──────────► VectorVerifier ──► Verdict       wattle sts verify
 * </pre>
 *
 * <p>A file of any length is read one vector at a time. The format is described in {@code docs/sts.md}. Called by the
 * command line.
 */
@NullMarked
package io.wattle.headend.sts.vector;

import org.jspecify.annotations.NullMarked;
