package io.wattle.headend.broker;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts HiveMQ and lets everybody in, which it does not by itself without an extension made for that: it listens on loopback
 * alone. In a JVM with HiveMQ's jars and nothing else of ours.
 */
final class HiveMqMain {
    private HiveMqMain() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        Object denies = Class.forName("com.hivemq.configuration.service.InternalConfigurations")
                .getField("AUTH_DENY_UNAUTHENTICATED_CONNECTIONS")
                .get(null);
        ((AtomicBoolean) denies).set(false);
        Class.forName("com.hivemq.HiveMQServer").getMethod("main", String[].class).invoke(null, (Object) args);
    }
}
