/**
 * The two ciphers of a token's 64 bits: EA07 (standard transfer algorithm) and EA11 (MISTY1).
 *
 * <p>{@link io.wattle.protocols.sts.cipher.TokenCipher} chooses by the key. The tables of EA07 lie in a file beside the
 * classes, {@code ea07-tables.txt}, which a deployment may replace, on the class path or by {@link
 * io.wattle.protocols.sts.cipher.StaTables#parse}.
 */
@NullMarked
package io.wattle.protocols.sts.cipher;

import org.jspecify.annotations.NullMarked;
