/**
 * Security suite 0 of DLMS/COSEM (IEC 62056-5-3): AES-128 in Galois/Counter Mode, for whole APDUs and for the proofs of
 * HLS mechanism 5. The meter side protects and opens with it. The client opens replies with it, while its requests and
 * proofs are made by the library, so that each end checks the other.
 */
@NullMarked
package io.wattle.protocols.dlms.security;

import org.jspecify.annotations.NullMarked;
