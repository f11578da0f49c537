/**
 * The client codecs of our own, without a library. Used by the connector for every association: a small one for HLS5 with
 * suite 0, and for no security, against which the codec on Gurux is held in tests, byte for byte, because neither should be
 * believed alone; and one for all other terms, which other peers are tried against.
 *
 * <p>It is here because of its cost: a library that keeps a whole association's settings, and reads every reply into its
 * own objects, takes ten times the processor and the memory that the exchange itself needs ({@code docs/benchmarks.md}).
 */
@NullMarked
package io.wattle.protocols.dlms.direct;

import org.jspecify.annotations.NullMarked;
