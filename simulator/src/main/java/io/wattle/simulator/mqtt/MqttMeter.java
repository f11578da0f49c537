package io.wattle.simulator.mqtt;

import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.RelayState;
import io.wattle.protocols.mqtt.payload.AnswerMessage;
import io.wattle.protocols.mqtt.payload.CommandMessage;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.payload.Receipt;
import io.wattle.protocols.mqtt.payload.UpCodec;
import io.wattle.protocols.mqtt.payload.UpMessage;
import io.wattle.simulator.meter.SimulatedMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A simulated meter with what it needs at a broker: what nobody has given a receipt for is kept and sent again. Safe for use
 * by many threads.
 */
final class MqttMeter {
    /** As a real meter's memory has an end; the oldest goes first. */
    private static final int UNCONFIRMED_MAX = 500;

    private final SimulatedMeter meter;
    private final ObedientMeter obedient;
    private final Map<Long, Unconfirmed> unconfirmed = new LinkedHashMap<>(); // guarded by this
    private long sequence; // guarded by this
    private long refused; // guarded by this
    private Instant told; // guarded by this: by the meter's clock; its profile was told until then
    private Optional<RelayState> relay = Optional.empty(); // guarded by this: as it was told
    private volatile boolean losesAnswers;

    /** What goes under {@code kind}. */
    record Said(UpCodec.Kind kind, byte[] payload) {}

    private record Unconfirmed(Said said, long sentNanos) {}

    /** @param switchedOnMs true time, ms since 1970; sequences go on from there after a restart */
    MqttMeter(SimulatedMeter meter, long switchedOnMs) {
        this.meter = meter;
        this.obedient = new ObedientMeter(meter, switchedOnMs);
        this.sequence = switchedOnMs;
        this.told = Instant.ofEpochMilli(switchedOnMs);
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
    synchronized Said takeReading(PayloadForm form, long nowNanos) {
        MeterReading reading = meter.look();
        return keep(new UpMessage.Reading(Optional.of(++sequence), reading), UpCodec.Kind.READING, form, nowNanos);
    }

    /** What happened since it was asked last, if anything: the supply went or came back, full hours went by. */
    synchronized List<Said> takeNews(PayloadForm form, long nowNanos) {
        List<Said> news = new ArrayList<>();
        MeterReading now = meter.look();
        if (relay.isPresent() && !relay.equals(now.relay())) {
            news.add(keep(new UpMessage.Event(serial(), Optional.of(++sequence), now.meterTime(),
                    now.relay().equals(Optional.of(RelayState.CONNECTED)) ? "relay-closed" : "relay-opened", ""),
                    UpCodec.Kind.EVENT, form, nowNanos));
        }
        relay = now.relay();
        LoadProfile hours = now.meterTime().isAfter(told)
                ? meter.profile(told, now.meterTime())
                : new LoadProfile(serial(), List.of());
        if (!hours.points().isEmpty()) {
            news.add(keep(new UpMessage.Profile(Optional.of(++sequence), hours), UpCodec.Kind.PROFILE, form, nowNanos));
            told = hours.points().getLast().at().plusMillis(1);
        }
        return news;
    }

    private Said keep(UpMessage message, UpCodec.Kind kind, PayloadForm form, long nowNanos) {
        Said said = new Said(kind, UpCodec.encode(message, form));
        unconfirmed.put(sequence, new Unconfirmed(said, nowNanos));
        if (unconfirmed.size() > UNCONFIRMED_MAX) {
            unconfirmed.remove(unconfirmed.keySet().iterator().next());
        }
        return said;
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
    synchronized List<Said> overdue(Duration after, long nowNanos) {
        List<Said> due = new ArrayList<>();
        unconfirmed.replaceAll((_, one) -> {
            if (nowNanos - one.sentNanos() < after.toNanos()) {
                return one;
            }
            due.add(one.said());
            return new Unconfirmed(one.said(), nowNanos);
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
