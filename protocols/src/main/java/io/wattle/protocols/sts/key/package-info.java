/**
 * Whose key is made of what: vending keys, and the decoder keys of meters that are derived from them.
 *
 * <pre>
 *   VendingKey (VendingKeyLabel) ── decoderKey(KeyIdentity) ──► DecoderKey
 * </pre>
 *
 * <p>Labels and identities may be stored and logged; keys wipe themselves when closed and show nothing. Nothing here
 * keeps a key for anybody: who makes one closes it.
 */
@NullMarked
package io.wattle.protocols.sts.key;

import org.jspecify.annotations.NullMarked;
