package io.wattle.simulator.meter;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.simulator.household.Service;
import io.wattle.simulator.object.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each attribute of a meter says, as a table. Immutable; one for each service, with and without a token gateway. */
final class MeterObjects {
    static final CosemAttribute CLOCK_TIME = new CosemAttribute(8, "0.0.1.0.0.255", 2);

    static final CosemAttribute CONTROL_STATE = new CosemAttribute(70, MeterMethods.RELAY, 3);
    static final CosemValue READY_FOR_RECONNECTION = new Whole(Whole.Type.ENUM, 2);

    private static final long UNSIGNED_32 = 0xFFFF_FFFFL;
    private static final int CONSUMPTION_UNIT = 1; // currency_unit (IC 111)
    private static final int TOKEN_CREDIT = 0; // credit_type (IC 112)
    private static final int REMOTE_BOTH_WAYS = 4; // control_mode (IC 70): remote disconnects, and reconnects at once
    private static final MeterObjects ELECTRICITY = new MeterObjects(Metrology.of(Service.ELECTRICITY), false);
    private static final MeterObjects WATER = new MeterObjects(Metrology.of(Service.WATER), false);
    private static final MeterObjects ELECTRICITY_AND_TOKENS = new MeterObjects(Metrology.of(Service.ELECTRICITY),
            true);
    private static final MeterObjects WATER_AND_TOKENS = new MeterObjects(Metrology.of(Service.WATER), true);
    private static final MeterObjects GAS = new MeterObjects(Metrology.of(Service.GAS), false);
    private static final MeterObjects GAS_AND_TOKENS = new MeterObjects(Metrology.of(Service.GAS), true);
    private final Map<CosemAttribute, BiFunction<MeterSpecification, MeterState, CosemValue>> values = new LinkedHashMap<>();
    private final Set<CosemAttribute> attributes;
    private final Set<CosemAttribute> writable;
    private final Set<CosemMethod> methods;
    private final ObjectKind kind;

    private MeterObjects(Metrology metrology, boolean takesTokens) {
        addIdentity();
        addCounting(metrology);
        addPrepayment(metrology);
        addRelay();
        if (takesTokens) {
            addTokenGateway();
        }
        kind = new ObjectKind(metrology.register(), metrology.watch());
        attributes = Stream.of(values.keySet(), kind.attributes(), SecurityObject.ATTRIBUTES)
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
        writable = Stream.concat(Stream.of(CLOCK_TIME), kind.writable().stream())
                .collect(Collectors.toUnmodifiableSet());
        methods = Stream.of(takesTokens ? MeterMethods.andTokens() : MeterMethods.all(), kind.methods(),
                SecurityObject.METHODS).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    static MeterObjects of(Service service, boolean takesTokens) {
        return switch (service) {
            case ELECTRICITY -> takesTokens ? ELECTRICITY_AND_TOKENS : ELECTRICITY;
            case WATER -> takesTokens ? WATER_AND_TOKENS : WATER;
            case GAS -> takesTokens ? GAS_AND_TOKENS : GAS;
        };
    }

    Set<CosemAttribute> attributes() {
        return attributes;
    }

    Set<CosemAttribute> writable() {
        return writable;
    }

    Set<CosemMethod> methods() {
        return methods;
    }

    /** What it has beside its counting. */
    ObjectKind kind() {
        return kind;
    }

    /** Whether {@link #value} knows the attribute; else the kind does. */
    boolean has(CosemAttribute attribute) {
        return values.containsKey(attribute);
    }

    CosemValue value(CosemAttribute attribute, MeterSpecification specification, MeterState state) {
        BiFunction<MeterSpecification, MeterState, CosemValue> value = values.get(attribute);
        if (value == null) {
            throw new IllegalArgumentException("the meter has no " + attribute);
        }
        return value.apply(specification, state);
    }

    private void addIdentity() {
        // Logical device name: three letters of the maker and the number, 14 of at most 16 octets.
        values.put(new CosemAttribute(1, "0.0.42.0.0.255", 2), (meter, state) -> octets("WTL" + meter.serial()));
        values.put(new CosemAttribute(1, "0.0.96.1.0.255", 2), (meter, state) -> octets(meter.serial()));
        add(new CosemAttribute(1, "0.0.43.1.0.255", 2),
                state -> new Whole(Whole.Type.UINT32, state.counters().shown()));
    }

    private void addCounting(Metrology metrology) {
        add(CLOCK_TIME, state -> new CosemValue.DateTime(Instant.ofEpochMilli(state.clock().shows(state.atMs()))));
        // A register of 32 bits rolls over, as real ones do.
        add(new CosemAttribute(3, metrology.register(), 2),
                state -> new Whole(Whole.Type.UINT32, state.counts().register() & UNSIGNED_32));
        CosemValue scalerUnit = structure(new Whole(Whole.Type.INT8, metrology.scaler()),
                new Whole(Whole.Type.ENUM, metrology.unit()));
        add(new CosemAttribute(3, metrology.register(), 3), state -> scalerUnit);
    }

    private void addPrepayment(Metrology metrology) {
        String account = "0.0.19.0.0.255";
        CosemValue currency = structure(new CosemValue.Text(metrology.creditUnit()),
                new Whole(Whole.Type.INT8, 0), new Whole(Whole.Type.ENUM, CONSUMPTION_UNIT));
        add(new CosemAttribute(111, account, 5), MeterObjects::balance);
        add(new CosemAttribute(111, account, 15), state -> currency);
        String credit = MeterMethods.CREDIT;
        add(new CosemAttribute(112, credit, 2), MeterObjects::balance);
        add(new CosemAttribute(112, credit, 3), state -> new Whole(Whole.Type.ENUM, TOKEN_CREDIT));
    }

    private void addRelay() {
        String relay = MeterMethods.RELAY;
        add(new CosemAttribute(70, relay, 2), state -> new CosemValue.Bool(state.connected()));
        add(CONTROL_STATE, state -> new Whole(Whole.Type.ENUM, state.connected() ? 1 : 0));
        add(new CosemAttribute(70, relay, 4), state -> new Whole(Whole.Type.ENUM, REMOTE_BOTH_WAYS));
    }

    private void addTokenGateway() {
        GatewayObject.attributes()
                .forEach((attribute, value) -> add(attribute, state -> value.apply(
                        state.tokens().map(TokenState::gateway).orElse(TokenGateway.IDLE))));
    }

    private void add(CosemAttribute attribute, Function<MeterState, CosemValue> value) {
        values.put(attribute, (meter, state) -> value.apply(state));
    }

    private static CosemValue balance(MeterState state) {
        // Saturates as a 32-bit meter would; credit that would lead there is refused.
        long clamped = Math.clamp(state.counts().balance(), Integer.MIN_VALUE, Integer.MAX_VALUE);
        return new Whole(Whole.Type.INT32, clamped);
    }

    private static CosemValue octets(String text) {
        return new CosemValue.Octets(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static CosemValue structure(CosemValue... fields) {
        return new CosemValue.Structure(List.of(fields));
    }
}
