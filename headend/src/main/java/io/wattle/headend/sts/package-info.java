/**
 * Who makes STS tokens: the security module, at the level of tokens. Keys go in elsewhere and never come out here.
 *
 * <pre>
 *   whoever sells ──► SecurityModule.issue(message id, TokenRequest) ──► Issuance: Issued, Refused, Unknown
 *                        │
 *                        └─ memory.RememberingModule: one message id, one set of tokens, also after a restart
 *                              └─► software.SoftwareSecurityModule   keys in our own file: for development and test
 *                              └─► prism.PrismSecurityModule         keys in a box on the network
 *   keystore   the file of keys, encrypted under a passphrase
 *   setup      builds what the configuration asks for
 * </pre>
 *
 * <p>The ledger decides which identifier (TID) a token has; a module never invents one. None of this is STS-certified.
 */
@NullMarked
package io.wattle.headend.sts;

import org.jspecify.annotations.NullMarked;
