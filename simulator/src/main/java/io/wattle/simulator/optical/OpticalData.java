package io.wattle.simulator.optical;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import io.wattle.protocols.optical.message.DataSet;
import io.wattle.simulator.household.Service;
import io.wattle.simulator.keypad.KeypadAnswer;
import io.wattle.simulator.meter.ProfilePoint;
import io.wattle.simulator.meter.SimulatedMeter;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a meter shows and takes under its addresses. Times are UTC. For one thread. */
final class OpticalData {
    static final String SERIAL = "0.0.0";
    static final String TIME = "0.9.1";
    static final String DATE = "0.9.2";
    static final String BALANCE = "19.10.0";
    static final String TOKEN = "19.40.0";
    static final String RELAY = "96.3.10";
    static final String PROFILE = "P.01";

    private static final CosemAttribute CLOCK = new CosemAttribute(8, "0.0.1.0.0.255", 2);
    private static final CosemAttribute CREDIT = new CosemAttribute(112, "0.0.19.10.0.255", 2);
    private static final CosemAttribute CONTROL = new CosemAttribute(70, "0.0.96.3.10.255", 2);
    private static final DateTimeFormatter CLOCK_TIME = DateTimeFormatter.ofPattern("HHmmss");
    private static final DateTimeFormatter CLOCK_DATE = DateTimeFormatter.ofPattern("yyMMdd");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyMMddHHmmss");
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final int PROFILE_POINTS_MAX = 2_000;

    private final SimulatedMeter meter;
    private String lastToken = "00";

    OpticalData(SimulatedMeter meter) {
        this.meter = meter;
    }

    /** Everything that it shows, as of one instant. */
    List<DataSet> readOut() {
        CosemAttribute register = new CosemAttribute(3, switch (meter.service()) {
            case ELECTRICITY -> "1.0.1.8.0.255";
            case WATER -> "8.0.1.0.0.255";
            case GAS -> "7.0.3.0.0.255";
        }, 2);
        List<CosemValue> values = meter.read(List.of(CLOCK, register, CREDIT, CONTROL));
        LocalDateTime shown = LocalDateTime.ofInstant(((CosemValue.DateTime) values.get(0)).value(), ZoneOffset.UTC);
        String unit = unit();
        List<DataSet> sets = new ArrayList<>(List.of(new DataSet("F.F", "00000000", ""),
                new DataSet(SERIAL, meter.serial(), ""), new DataSet(TIME, CLOCK_TIME.format(shown), ""),
                new DataSet(DATE, CLOCK_DATE.format(shown), ""),
                new DataSet(registerAddress(), thousandths(values.get(1)), unit),
                new DataSet(BALANCE, thousandths(values.get(2)), unit),
                new DataSet(RELAY, ((CosemValue.Bool) values.get(3)).value() ? "1" : "0", "")));
        if (meter.takesTokens()) {
            sets.add(new DataSet(TOKEN, lastToken, ""));
        }
        return sets;
    }

    private String registerAddress() {
        return switch (meter.service()) {
            case ELECTRICITY -> "1.8.0";
            case WATER -> "8-0:1.0.0";
            case GAS -> "7-0:3.0.0";
        };
    }

    private String unit() {
        return meter.service() == Service.ELECTRICITY ? "kWh" : "m3";
    }

    /** One value; empty if there is no such address. */
    Optional<DataSet> value(String address) {
        return readOut().stream().filter(set -> set.address().equals(address)).findFirst();
    }

    /** Takes a value; false if it cannot. */
    boolean write(String address, String value) {
        return switch (address) {
            case TIME -> setClock(value, DATE, true);
            case DATE -> setClock(value, TIME, false);
            case RELAY -> (value.equals("0") || value.equals("1")) && meter.act(
                    new CosemMethod(70, "0.0.96.3.10.255", value.equals("1") ? 2 : 1),
                    new Whole(Whole.Type.INT8, 0)) == ActionResult.SUCCESS;
            case TOKEN -> meter.takesTokens() && token(value);
            default -> false;
        };
    }

    /**
     * The load profile of {@code (from;to)}: a head line, then a line of one value an hour; empty if the times cannot be
     * read.
     */
    Optional<String> profile(String arguments) {
        String[] times = arguments.replaceAll("[()]", "").split(";", -1);
        if (times.length != 2) {
            return Optional.empty();
        }
        try {
            List<ProfilePoint> points = meter.profile(stamp(times[0]), stamp(times[1]), INTERVAL, PROFILE_POINTS_MAX);
            if (points.isEmpty()) {
                return Optional.of(PROFILE + "()");
            }
            String address = registerAddress();
            String unit = unit();
            // What was not recorded is not there: each gap begins a head of its own.
            StringBuilder text = new StringBuilder();
            Instant next = Instant.MIN;
            for (ProfilePoint point : points) {
                if (!point.shown().equals(next)) {
                    text.append(PROFILE)
                            .append("(0")
                            .append(STAMP.format(LocalDateTime.ofInstant(point.shown(), ZoneOffset.UTC)))
                            .append(")(00)(")
                            .append(INTERVAL.toMinutes())
                            .append(")(1)(")
                            .append(address)
                            .append(")(")
                            .append(unit)
                            .append(")\r\n");
                }
                text.append('(').append(BigDecimal.valueOf(point.register(), 3).toPlainString()).append(")\r\n");
                next = point.shown().plus(INTERVAL);
            }
            return Optional.of(text.toString());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private boolean token(String digits) {
        KeypadAnswer answer = meter.enterToken(digits);
        lastToken = "%02d".formatted(answer.result().number());
        return true;
    }

    /** Sets one part of the clock; the other stays as it is shown. */
    private boolean setClock(String value, String other, boolean time) {
        String rest = value(other).map(DataSet::value).orElse("");
        try {
            LocalTime newTime = LocalTime.parse(time ? value : rest, CLOCK_TIME);
            LocalDate newDate = LocalDate.parse(time ? rest : value, CLOCK_DATE);
            Instant at = LocalDateTime.of(newDate, newTime).toInstant(ZoneOffset.UTC);
            return meter.write(CLOCK, new CosemValue.DateTime(at)) == ActionResult.SUCCESS;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Instant stamp(String text) {
        // A season digit may stand first; here it is always winter.
        String bare = text.length() == 13 ? text.substring(1) : text;
        return LocalDateTime.parse(bare, STAMP).toInstant(ZoneOffset.UTC);
    }

    private static String thousandths(CosemValue value) {
        return BigDecimal.valueOf(((Whole) value).value(), 3).toPlainString();
    }
}
