package io.wattle.simulator.mqtt;

import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.mqtt.payload.AnswerMessage;
import io.wattle.protocols.mqtt.payload.CommandMessage;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.payload.Receipt;
import io.wattle.protocols.mqtt.payload.UpCodec;
import io.wattle.protocols.mqtt.payload.UpMessage;
import io.wattle.simulator.meter.SimulatedMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A simulated meter with what it needs at a broker: readings that nobody has given a receipt for are kept and sent again.
 * Safe for use by many threads.
 */
final class MqttMeter {
    /** As a real meter's memory has an end; the oldest goes first. */
    private static final int UNCONFIRMED_MAX = 500;

    private final SimulatedMeter meter;
    private final ObedientMeter obedient;
    private final Map<Long, Unconfirmed> unconfirmed = new LinkedHashMap<>(); // guarded by this
    private long sequence; // guarded by this
    private long refused; // guarded by this
    private volatile boolean losesAnswers;

    private record Unconfirmed(byte[] payload, long sentNanos) {}

    /** @param switchedOnMs true time, ms since 1970; sequences go on from there after a restart */
    MqttMeter(SimulatedMeter meter, long switchedOnMs) {
        this.meter = meter;
        this.obedient = new ObedientMeter(meter, switchedOnMs);
        this.sequence = switchedOnMs;
    }

    String serial() {
        return meter.serial();
    }

    ObedientMeter obedient() {
        return obedient;
    }

    /** Empty when the answer is lost on the way. */
    Optional<AnswerMessage> obey(CommandMessage command) {
        AnswerMessage answer = obedient.obey(command);
        return losesAnswers && command.number() > 0 ? Optional.empty() : Optional.of(answer);
    }

    void losesAnswers(boolean lose) {
        losesAnswers = lose;
    }

    /** Takes a reading and keeps it until there is a receipt. */
    synchronized byte[] takeReading(PayloadForm form, long nowNanos) {
        MeterReading reading = meter.look();
        sequence++;
        byte[] payload = UpCodec.encode(new UpMessage.Reading(Optional.of(sequence), reading), form);
        unconfirmed.put(sequence, new Unconfirmed(payload, nowNanos));
        if (unconfirmed.size() > UNCONFIRMED_MAX) {
            unconfirmed.remove(unconfirmed.keySet().iterator().next());
        }
        return payload;
    }

    synchronized void received(Receipt receipt) {
        switch (receipt.kind()) {
            case KEPT -> receipt.sequence().ifPresent(unconfirmed::remove);
            case REFUSED -> refused += receipt.sequence().map(unconfirmed::remove).isPresent() ? 1 : 0;
            case LATER -> {
            }
        }
    }

    /** What was sent so long ago without a receipt, oldest first; it counts as sent now. */
    synchronized List<byte[]> overdue(Duration after, long nowNanos) {
        List<byte[]> due = new ArrayList<>();
        unconfirmed.replaceAll((_, one) -> {
            if (nowNanos - one.sentNanos() < after.toNanos()) {
                return one;
            }
            due.add(one.payload());
            return new Unconfirmed(one.payload(), nowNanos);
        });
        return due;
    }

    synchronized int unconfirmed() {
        return unconfirmed.size();
    }

    synchronized long refused() {
        return refused;
    }
}
