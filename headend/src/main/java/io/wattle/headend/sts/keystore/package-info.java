/**
 * Vending keys in a file that a passphrase encrypts: AES-256-GCM under a key of Argon2id, both by Bouncy Castle.
 *
 * <pre>
 *   Passphrase ─► KdfCost ─► SealingKey ─► KeyStoreCodec ─► KeyStore: module id, vending keys, the memory's SealingKey
 * </pre>
 *
 * <p>For development and test: real vending keys belong into a certified module. Every byte of the file is shown in
 * {@code docs/keystore-format.md}.
 */
@NullMarked
package io.wattle.headend.sts.keystore;

import org.jspecify.annotations.NullMarked;
