/**
 * Vending keys in a file that a passphrase encrypts: AES-256-GCM under a key of Argon2id, both by Bouncy Castle.
 *
 * <pre>
 *   Passphrase ─► KdfCost ─► SealingKey ─► KeyStoreCodec ─► KeyStore: module id, vending keys, the memory's SealingKey
 *                             SealingKey ─► SealedSecret: one secret in a line of text, such as a technician's key
 * </pre>
 *
 * <p>For development and test: real vending keys belong into a certified module. Every byte of the file is shown in
 * {@code docs/keystore-format.md}.
 */
@NullMarked
package io.wattle.headend.sts.keystore;

import org.jspecify.annotations.NullMarked;
