/**
 * The Gurux DLMS library in its ordinary use, for {@code wattle bench poll} to measure beside, and the only package of ours
 * that knows the library's types. Nobody polls with it. In tests the library is the reference that our own codec is held
 * against.
 */
@NullMarked
package io.wattle.protocols.dlms.gurux;

import org.jspecify.annotations.NullMarked;
