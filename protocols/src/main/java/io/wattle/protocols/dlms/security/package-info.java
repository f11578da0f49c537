/**
 * Security suite 0 of DLMS/COSEM (IEC 62056-5-3): AES-128 in Galois/Counter Mode, for whole APDUs and for the proofs of
 * HLS mechanism 5. Both sides protect and open with it; that it does what the standard says is shown by the library, whose
 * requests and proofs are the same bytes ({@code SameAsGuruxTest}).
 */
@NullMarked
package io.wattle.protocols.dlms.security;

import org.jspecify.annotations.NullMarked;
