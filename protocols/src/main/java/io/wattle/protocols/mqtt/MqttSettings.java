package io.wattle.protocols.mqtt;

import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import java.util.Optional;

/**
 * How a head-end speaks MQTT.
 *
 * @param session the broker; its client identifier is also the last level of the topic to which meters answer
 * @param group head-ends of one group divide what meters push among them
 * @param form of what we send
 * @param sparkplugGroup the group of meters that are nodes of Sparkplug B; empty for none
 */
public record MqttSettings(MqttSessionSettings session, MqttTopics topics, String group, PayloadForm form,
        TalkSettings talk, Optional<String> sparkplugGroup) {

    public MqttSettings {
        if (!session.clientId().matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    "clientId must be 1 to 64 of A-Z a-z 0-9 . _ -, was: " + session.clientId());
        }
        if (!group.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("group must be 1 to 64 of A-Z a-z 0-9 . _ -, was: " + group);
        }
    }

    /** The standard topics, group {@code wattle}, JSON. */
    public static MqttSettings of(MqttSessionSettings session, TalkSettings talk) {
        return new MqttSettings(session, MqttTopics.STANDARD, "wattle", PayloadForm.JSON, talk);
    }

    /** Without Sparkplug. */
    public MqttSettings(MqttSessionSettings session, MqttTopics topics, String group, PayloadForm form,
            TalkSettings talk) {
        this(session, topics, group, form, talk, Optional.empty());
    }

    /** The same, and with meters that are nodes of Sparkplug B. */
    public MqttSettings withSparkplug(String nodes) {
        return new MqttSettings(session, topics, group, form, talk, Optional.of(nodes));
    }
}
