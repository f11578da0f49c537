/**
 * Messages of IEC 62056-21 as values, and how to write and read them; for both sides of the probe.
 *
 * <pre>
 *   SerialLine ──► MessageReader ──► Identification, Message (Block, Command, Ack, Nak, Bad)
 *                                       └─► DataSets ──► DataSet
 * </pre>
 *
 * <p>Any bytes are taken: each length has a limit before memory is taken for it, and what makes no sense is a
 * {@link io.wattle.protocols.optical.message.Message.Bad} with a reason. Knows no OBIS code and no meter.
 */
@NullMarked
package io.wattle.protocols.optical.message;

import org.jspecify.annotations.NullMarked;
