package io.wattle.protocols.mqtt.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.MeterTariff;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.PaymentMode;
import io.wattle.protocols.meter.RelayState;
import io.wattle.protocols.meter.TokenAnswer;
import io.wattle.protocols.sts.ResultCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What is written is read as it was, in both forms; what is not as agreed has a name, whatever the bytes. */
class PayloadCodecTest {
    private static final Instant NOW = Instant.parse("2026-01-05T17:30:00.123Z");
    private static final String METER = "97991050945";

    @Property(tries = 200)
    void shouldReadMessagesOfMetersAsTheyWereWritten(@ForAll("ups") UpMessage message, @ForAll PayloadForm form) {
        UpCodec.Kind kind = kindOf(message);
        assertThat(UpCodec.decode(kind, UpCodec.encode(message, form), NOW)).isEqualTo(new Decoded.Good<>(message));
    }

    @Property(tries = 200)
    void shouldReadCommandsAsTheyWereWritten(@ForAll("orders") Order order, @ForAll PayloadForm form) {
        CommandMessage command = new CommandMessage(METER, 1_767_634_200_000L, 7, order);
        assertThat(CommandMessage.decode(command.encode(form))).isEqualTo(new Decoded.Good<>(command));
    }

    @Property(tries = 200)
    void shouldReadAnswersAsTheyWereWritten(@ForAll("answers") Answer answer, @ForAll PayloadForm form) {
        AnswerMessage message = new AnswerMessage(METER, 1_767_634_200_000L, 7, answer);
        assertThat(AnswerMessage.decode(message.encode(form), NOW)).isEqualTo(new Decoded.Good<>(message));
    }

    @Property(tries = 100)
    void shouldReadReceiptsAsTheyWereWritten(@ForAll Receipt.Kind kind, @ForAll PayloadForm form) {
        Receipt receipt = new Receipt(METER, Optional.of(9L), kind, kind == Receipt.Kind.KEPT ? "" : "why not");
        assertThat(Receipt.decode(receipt.encode(form))).isEqualTo(new Decoded.Good<>(receipt));
    }

    /** Bytes changed, cut and doubled: never an exception, and what is taken is whole. */
    @Property(tries = 3_000)
    void shouldNeverBreakOnDamagedPayloads(@ForAll("ups") UpMessage message, @ForAll PayloadForm form,
            @ForAll List<@IntRange(min = 0, max = 1_000_000) Integer> harms, @ForAll byte value) {
        byte[] bytes = harmed(UpCodec.encode(message, form), harms, value);
        for (UpCodec.Kind kind : UpCodec.Kind.values()) {
            assertThat(UpCodec.decode(kind, bytes, NOW)).isNotNull();
        }
        assertThat(CommandMessage.decode(bytes)).isNotNull();
        assertThat(AnswerMessage.decode(bytes, NOW)).isNotNull();
        assertThat(Receipt.decode(bytes)).isNotNull();
    }

    @Property(tries = 1_000)
    void shouldNeverBreakOnNoise(@ForAll byte[] noise, @ForAll("firsts") byte first) {
        byte[] bytes = noise.clone();
        if (bytes.length > 0) {
            bytes[0] = first;
        }
        assertThat(UpCodec.decode(UpCodec.Kind.READING, bytes, NOW)).isInstanceOf(Decoded.Bad.class);
        assertThat(CommandMessage.decode(bytes)).isInstanceOf(Decoded.Bad.class);
    }

    @Example
    void shouldNameWhatIsWrong() {
        String good = text(UpCodec.encode(new UpMessage.Reading(Optional.empty(), reading(1)), PayloadForm.JSON));

        assertThat(fault(good.replace("\"Wh\"", "\"kWh\""))).isEqualTo(PayloadFault.UNKNOWN_UNIT);
        assertThat(fault(good.replace("\"schema\":1", "\"schema\":2"))).isEqualTo(PayloadFault.WRONG_VERSION);
        assertThat(fault(good.replace("\"schema\":1,", ""))).isEqualTo(PayloadFault.BAD_FIELD);
        assertThat(fault(good.replace("\"value\":1", "\"value\":1.5"))).isEqualTo(PayloadFault.BAD_FIELD);
        assertThat(fault(good.replace("\"value\":1", "\"value\":-1"))).isEqualTo(PayloadFault.BAD_FIELD);
        assertThat(fault(good + good)).isEqualTo(PayloadFault.MALFORMED);
        assertThat(fault(good + " ".repeat(70_000))).isEqualTo(PayloadFault.TOO_LONG);
        assertThat(fault("{\"a\":".repeat(1_000))).isEqualTo(PayloadFault.MALFORMED);
        assertThat(fault(good.replaceFirst("\\}$", ",\"new\":{\"in\":[\"version 1.1\"]}}"))).isNull();
    }

    @Provide
    Arbitrary<Byte> firsts() {
        return Arbitraries.of((byte) '{', (byte) 0xA0, (byte) 0xA5, (byte) 0xBF, (byte) 'x', (byte) 0);
    }

    @Provide
    Arbitrary<UpMessage> ups() {
        Arbitrary<Optional<Long>> sequences = Arbitraries.longs().between(0, Long.MAX_VALUE).optional();
        Arbitrary<UpMessage> readings = Combinators.combine(sequences, Arbitraries.longs().greaterOrEqual(0))
                .as((sequence, register) -> new UpMessage.Reading(sequence, reading(register)));
        Arbitrary<UpMessage> profiles = Combinators.combine(sequences, Arbitraries.integers().between(0, 50))
                .as((sequence, count) -> new UpMessage.Profile(sequence, profile(count)));
        Arbitrary<UpMessage> others = Combinators.combine(sequences, Arbitraries.of(true, false))
                .as((sequence, online) -> online
                        ? new UpMessage.State(METER, sequence, true)
                        : new UpMessage.Event(METER, sequence, NOW, "cover-opened", "by \"somebody\""));
        return Arbitraries.oneOf(readings, profiles, others);
    }

    @Provide
    Arbitrary<Order> orders() {
        return Arbitraries.of(new Order.Open(), new Order.Read(), new Order.Relay(RelayState.DISCONNECTED),
                new Order.Credit(new CreditLoad("C-8", new MeterQuantity.Money(500, "USD"))),
                new Order.Credit(new CreditLoad("", new MeterQuantity.Volume(Long.MAX_VALUE))),
                new Order.Token(new MeterToken("01234567890123456789")), new Order.Limit(3_500),
                new Order.Mode(PaymentMode.CREDIT),
                new Order.Tariff(new MeterTariff("Domestic", NOW, "USD", List.of(1L, 200_000L))), new Order.Clock(NOW),
                new Order.Profile(NOW, NOW.plusSeconds(3_600)));
    }

    @Provide
    Arbitrary<Answer> answers() {
        return Arbitraries.of(new Answer.Opened(), new Answer.Read(reading(5)), new Answer.Relay(RelayState.CONNECTED),
                new Answer.Credited(new MeterQuantity.Energy(-5)),
                new Answer.Token(new TokenAnswer.Accepted(Optional.of(ResultCode.ACCEPT))),
                new Answer.Token(new TokenAnswer.AlreadyUsed()),
                new Answer.Token(new TokenAnswer.Rejected(ResultCode.Step.VALIDATION, Optional.empty())),
                new Answer.Limit(0), new Answer.Mode(PaymentMode.PREPAYMENT), new Answer.Tariff("Domestic"),
                new Answer.Clock(NOW), new Answer.Profile(profile(3)),
                new Answer.Refused(Refusal.VALUE_REFUSED, "too much"), new Answer.Stale(5), new Answer.Failed("?"));
    }

    private static UpCodec.Kind kindOf(UpMessage message) {
        return switch (message) {
            case UpMessage.Reading _ -> UpCodec.Kind.READING;
            case UpMessage.Profile _ -> UpCodec.Kind.PROFILE;
            case UpMessage.Event _ -> UpCodec.Kind.EVENT;
            case UpMessage.State _ -> UpCodec.Kind.STATE;
        };
    }

    private static byte[] harmed(byte[] bytes, List<Integer> harms, byte value) {
        byte[] harmed = bytes.clone();
        for (int harm : harms) {
            if (harm % 7 == 0) {
                harmed = Arrays.copyOf(harmed, 1 + harm % harmed.length);
            } else if (harm % 5 == 0) {
                harmed = Arrays.copyOf(harmed, harmed.length + harm % 20);
            } else {
                harmed[harm % harmed.length] ^= (byte) (value | 1);
            }
        }
        return harmed;
    }

    private static MeterReading reading(long register) {
        return new MeterReading(METER, NOW, NOW, new MeterQuantity.Energy(register),
                Optional.of(new MeterQuantity.Money(-5, "KES")), Optional.of(RelayState.READY_FOR_RECONNECTION));
    }

    private static LoadProfile profile(int count) {
        return new LoadProfile(METER, IntStream.range(0, count)
                .mapToObj(i -> new LoadProfile.Point(NOW.plusSeconds(i * 3_600L), new MeterQuantity.Volume(i)))
                .toList());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static @Nullable PayloadFault fault(String json) {
        return UpCodec.decode(UpCodec.Kind.READING, json.getBytes(StandardCharsets.UTF_8),
                NOW) instanceof Decoded.Bad<UpMessage>(PayloadFault fault, var _) ? fault : null;
    }
}
