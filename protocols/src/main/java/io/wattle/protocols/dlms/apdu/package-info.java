/**
 * The APDUs of IEC 62056-5-3 as records: association (AARQ, AARE) and the confirmed services GET, SET and ACTION with
 * logical names, as the meter side reads requests and writes responses, and as the client's gate looks at an AARE.
 * Pure: bytes in, values out, and back.
 */
@NullMarked
package io.wattle.protocols.dlms.apdu;

import org.jspecify.annotations.NullMarked;
