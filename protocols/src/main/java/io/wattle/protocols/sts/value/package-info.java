/**
 * The numbers of IEC 62055-41 that people print, store and agree on: of a meter, of its key, of a token.
 *
 * <p>Values only, and no secrets: everything here may be logged. Used by all other packages below
 * {@code io.wattle.protocols.sts}, and by whoever keeps a meter's record or talks to a security module.
 */
@NullMarked
package io.wattle.protocols.sts.value;

import org.jspecify.annotations.NullMarked;
