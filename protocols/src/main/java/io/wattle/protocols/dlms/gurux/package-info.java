/**
 * The client codec on the Gurux DLMS library, and the only package that knows its types, so that the library can be
 * raised or replaced. It makes requests and runs the association; replies to services are opened and read by our own
 * code, because the library's reader loses single results of a list, takes plain replies on a ciphered association, and
 * forgets that a list was asked for when the answer comes in blocks.
 */
@NullMarked
package io.wattle.protocols.dlms.gurux;

import org.jspecify.annotations.NullMarked;
