/**
 * The client's side of one association, free of any library's types: what the codec must do
 * ({@link io.wattle.protocols.dlms.association.ClientCodec}) and the gate that every reply passes before a codec sees
 * it ({@link io.wattle.protocols.dlms.association.ReplyGate}). Called by the connector only; no sockets in here.
 */
@NullMarked
package io.wattle.protocols.dlms.association;

import org.jspecify.annotations.NullMarked;
