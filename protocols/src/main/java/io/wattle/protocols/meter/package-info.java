/**
 * The waist: what any meter can be asked, in a utility's words.
 *
 * <pre>
 *   headend ──────► MeterConnector ──open──► MeterLink ──read, switchRelay, loadCredit, ...──► Outcome
 *                        ▲                       ▲
 *                        │      implemented by   │
 *                     dlms      mqtt      optical      (one package a protocol)
 * </pre>
 *
 * <p>Nothing above this package knows an OBIS code, a topic or a library's type, and nothing in it knows a protocol.
 * Quantities are exact integers: watt-hours, litres, or a currency's minor units. Every question has one of three
 * answers ({@link io.wattle.protocols.meter.Outcome}), and "unknown" is one of them.
 */
@NullMarked
package io.wattle.protocols.meter;

import org.jspecify.annotations.NullMarked;
