/**
 * Meters' certificates (IEC 62056-5-3, Public key certificates): what makes the public key in one worth believing. Called when
 * a conversation is opened.
 */
@NullMarked
package io.wattle.protocols.dlms.certificate;

import org.jspecify.annotations.NullMarked;
