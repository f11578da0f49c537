/**
 * Our own client codec, for every way to prove oneself and to protect messages that meters of the field have: it makes the
 * requests and reads the replies of one association, with nothing but the packages {@code apdu} and {@code security}
 * beneath it. Called by the connector, which takes it where the library's codec does not do.
 */
@NullMarked
package io.wattle.protocols.dlms.client;

import org.jspecify.annotations.NullMarked;
