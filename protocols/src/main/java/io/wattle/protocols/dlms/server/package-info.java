/** The meter side of the wire. */
@NullMarked
package io.wattle.protocols.dlms.server;

import org.jspecify.annotations.NullMarked;
