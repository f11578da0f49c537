/**
 * The COSEM object world in neutral values: names of objects, attributes and methods, and what they hold. Both sides of
 * the wire use it: the client in {@code dlms}, the meter side in {@code dlms.server} and whoever plays a meter on it.
 */
@NullMarked
package io.wattle.protocols.dlms.cosem;

import org.jspecify.annotations.NullMarked;
