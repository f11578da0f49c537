package io.wattle.headend.sts.vector;

import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.Token.MeterTest.Form;
import io.wattle.protocols.sts.Token.Service;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.CurrencyCode;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/** What the one token of a vector is to say. Stateless. */
final class VectorToken {
    private static final int TID_MAX = 0xFF_FFFF;
    private static final int DECIMALS = 5; // of a base unit in a currency token
    private static final DateTimeFormatter DATE = DateTimeFormatter
            .ofPattern("uuuu-MM-dd HH:mm[:ss][XXX]", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private VectorToken() {}

    /** Kind credit: units in tenths, or what the service has. */
    static Token credit(VectorFields vector) {
        Service service = service(vector, 0);
        AmountCode amount = amount(vector, "units");
        return new Token.UnitCredit(service, random(vector), tid(vector), amount);
    }

    /** Kind currency: whole base units, or with decimals. */
    static Token currency(VectorFields vector) {
        Service service = service(vector, 4);
        BigDecimal baseUnits = vector.decimal("base_units");
        BigInteger value = baseUnits.movePointRight(DECIMALS).setScale(0, RoundingMode.CEILING).toBigIntegerExact();
        CurrencyCode amount = vector.checked("base_units", () -> CurrencyCode.atLeast(value));
        return new Token.CurrencyCredit(service, tid(vector), amount);
    }

    /** Kind class1. */
    static Token.MeterTest test(VectorFields vector) {
        Form form = List.of(Form.values()).get((int) vector.whole("sub", 0, Form.values().length - 1));
        long control = vector.whole("control", 0, Long.MAX_VALUE);
        int manufacturer = vector.wholeIfThere("mfr", 0, 0xFFFF).orElse(0L).intValue();
        return vector.checked("sub", () -> new Token.MeterTest(form, control, manufacturer));
    }

    /** Kind mgmt: all subclasses but those of key changes. */
    static Token management(VectorFields vector) {
        int subclass = (int) vector.whole("sub", 0, 15);
        if (!List.of(0, 1, 2, 5, 6, 7, 10).contains(subclass)) {
            throw vector.bad("sub", subclass + (subclass <= 10
                    ? " is a section of a key change, which is of kind kct"
                    : " is proprietary and not supported"));
        }
        boolean coded = vector.has("amount_coded") ? vector.truth("amount_coded") : subclass == 0 || subclass == 6;
        int bits = subclass == 5 && !vector.has("value")
                ? 0
                : coded ? amount(vector, "value").bits() : (int) vector.whole("value", 0, 0xFFFF);
        int random = random(vector);
        TokenIdentifier tid = tid(vector);
        return vector.checked("value", () -> switch (subclass) {
            case 0 -> new Token.SetMaximumPower(random, tid, new AmountCode(bits));
            case 1 -> new Token.ClearCredit(random, tid, bits);
            case 2 -> new Token.SetTariffRate(random, tid, bits);
            case 5 -> {
                if (bits != 0) {
                    throw vector.bad("value", "must be 0 in a token that clears tampering");
                }
                yield new Token.ClearTamper(random, tid);
            }
            case 6 -> new Token.SetMaximumUnbalance(random, tid, new AmountCode(bits));
            case 7 -> new Token.SetWaterFactor(random, tid, bits);
            default -> new Token.ExtendedSet(random, tid, bits >> 10, bits & 0x3FF);
        });
    }

    private static Service service(VectorFields vector, int first) {
        return List.of(Service.values()).get((int) vector.whole("sub", first, first + 3) - first);
    }

    private static AmountCode amount(VectorFields vector, String name) {
        return AmountCode.atLeast(vector.whole(name, 0, AmountCode.UNITS_MAX));
    }

    private static int random(VectorFields vector) {
        return (int) vector.whole("rnd", 0, 15);
    }

    /** {@code tid} as it stands there, or else that of {@code date}, which is in UTC unless it says otherwise. */
    private static TokenIdentifier tid(VectorFields vector) {
        if (vector.has("tid")) {
            return new TokenIdentifier((int) vector.whole("tid", 0, TID_MAX));
        }
        Instant date = vector.parsed("date", text -> date(vector, text));
        VectorFields cfg = vector.inner("cfg");
        return vector.checked("date", () -> TokenIdentifier.free(date, VectorKeys.baseDate(cfg), ZoneOffset.UTC));
    }

    private static Instant date(VectorFields vector, String text) {
        try {
            return DATE.parseBest(text.replace('T', ' '), OffsetDateTime::from,
                    LocalDateTime::from) instanceof OffsetDateTime offset
                            ? offset.toInstant()
                            : LocalDateTime.parse(text.replace('T', ' '), DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException none) {
            throw vector.bad("date", "must be a date and time such as 2014-03-01 13:05");
        }
    }
}
