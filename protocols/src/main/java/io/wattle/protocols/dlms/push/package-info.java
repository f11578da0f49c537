/**
 * What meters send without being asked: data notifications and event notifications, in clear or ciphered, and their
 * confirmation. Called by the links of {@code dlms} with what came, and by meters that send.
 */
@NullMarked
package io.wattle.protocols.dlms.push;

import org.jspecify.annotations.NullMarked;
