package io.wattle.protocols.mqtt.talk;

import io.wattle.protocols.mqtt.client.PublishEnd;
import io.wattle.protocols.mqtt.payload.CommandMessage;
import io.wattle.protocols.mqtt.payload.Receipt;
import java.util.concurrent.CompletionStage;

/** Brings orders and receipts to meters. Never blocks. */
public interface OrderWire {

    /**
     * Sends an order.
     *
     * @param name of the meter at the broker
     */
    CompletionStage<PublishEnd> send(String name, CommandMessage command);

    /** Sends a receipt; nobody waits for what becomes of it, as the meter says it again if it gets none. */
    void send(String name, Receipt receipt);
}
