package io.wattle.protocols.mqtt.talk;

import java.time.Instant;
import java.util.SortedMap;

/**
 * How a connection to a broker stands, as /health shows it.
 *
 * @param scheme of the meters behind it: {@code mqtt} or {@code sparkplug}
 * @param broker its address, without login
 * @param up connected and subscribed
 * @param since when it came to be so, by the head-end's clock
 * @param reason why it is down, without secrets; empty while it is up, and before the first try has ended
 * @param reconnects how often it came back after it was lost, since the start
 * @param unacknowledged messages that the broker sent and that are not durable yet
 * @param receipts that were given to meters, by kind in small letters
 */
public record BrokerState(String scheme, String broker, boolean up, Instant since, String reason, long reconnects,
        int unacknowledged, SortedMap<String, Long> receipts) {}
