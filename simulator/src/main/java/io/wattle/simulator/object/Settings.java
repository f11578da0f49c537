package io.wattle.simulator.object;

import static io.wattle.simulator.object.Values.array;
import static io.wattle.simulator.object.Values.bool;
import static io.wattle.simulator.object.Values.choice;
import static io.wattle.simulator.object.Values.int16;
import static io.wattle.simulator.object.Values.int32;
import static io.wattle.simulator.object.Values.int8;
import static io.wattle.simulator.object.Values.never;
import static io.wattle.simulator.object.Values.octets;
import static io.wattle.simulator.object.Values.reference;
import static io.wattle.simulator.object.Values.structure;
import static io.wattle.simulator.object.Values.uint16;
import static io.wattle.simulator.object.Values.uint32;
import static io.wattle.simulator.object.Values.uint8;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What meters of one kind have in their objects when they leave the factory, and which of it a client may change (classes
 * of IEC 62056-6-2). One table for all of them.
 */
final class Settings {
    static final String LIMITER = "0.0.17.0.0.255";
    static final String CALENDAR = "0.0.13.0.0.255";
    static final String SPECIAL_DAYS = "0.0.11.0.0.255";
    static final String PUSH = "0.0.25.9.0.255";
    static final String CHARGE = "0.0.19.20.0.255";
    static final String EMERGENCY = "0.0.19.10.1.255";
    static final String CLOCK = "0.0.1.0.0.255";
    static final String TARIFF_SCRIPTS = "0.0.10.0.100.255";

    private static final long EMERGENCY_UNITS = 2_000; // Wh or litres
    private static final int PREPAYMENT = 2; // account_mode
    private static final int ACTIVE = 2; // account_status
    private static final long LIMIT_W = 10_000;
    private static final long LIMIT_LITRES_PER_HOUR = 3_000;
    private static final CosemAttribute DEMAND = new CosemAttribute(5, ObjectKind.DEMAND, 2);
    private static final CosemAttribute FLOW = new CosemAttribute(3, ObjectKind.FLOW, 2);
    private static final int DISCONNECT = 1; // of the table of scripts for the disconnector
    private static final int RECONNECT = 2;

    private final Map<CosemAttribute, CosemValue> values = new LinkedHashMap<>();
    private final Set<CosemAttribute> writable = new LinkedHashSet<>();

    /** @param register the cumulative register's value */
    Settings(CosemAttribute register, ObjectKind.Watch watch) {
        addClock();
        switch (watch) {
            case POWER -> addLimiter(DEMAND, LIMIT_W);
            case FLOW -> addLimiter(FLOW, LIMIT_LITRES_PER_HOUR);
            case NOTHING -> {
            }
        }
        addCalendar();
        addPush(register);
        addCharge(register);
        addEmergencyCredit();
        object(111, "0.0.19.0.0.255", 2, structure(choice(PREPAYMENT), choice(ACTIVE)));
        settable(111, "0.0.19.0.0.255", 2);
    }

    Map<CosemAttribute, CosemValue> values() {
        return values;
    }

    Set<CosemAttribute> writable() {
        return writable;
    }

    private void addClock() {
        object(8, CLOCK, 3, int16(0), uint8(0), never(), never(), int8(60), bool(false), choice(1));
        settable(8, CLOCK, 3, 5, 6, 7, 8);
    }

    private void addLimiter(CosemAttribute watched, long limit) {
        object(71, LIMITER, 2, structure(uint16(watched.classId()), new CosemValue.Octets(watched.name().bytes()),
                int8(watched.attribute())), uint32(limit), uint32(limit), uint32(limit / 5), uint32(60), uint32(60),
                structure(uint16(0), never(), uint32(0)), array(), bool(false),
                structure(script(DISCONNECT), script(RECONNECT)));
        settable(71, LIMITER, 4, 5, 6, 7, 8);
    }

    private static CosemValue script(int selector) {
        return structure(octets(0, 0, 10, 0, 106, 255), uint16(selector));
    }

    private void addCalendar() {
        CosemValue season = array(structure(octets("1"),
                octets(0xFF, 0xFF, 1, 1, 0xFF, 0, 0, 0, 0, 0x80, 0, 0), octets("W1")));
        CosemValue week = array(structure(octets("W1"), uint8(1), uint8(1), uint8(1), uint8(1), uint8(1), uint8(1),
                uint8(1)));
        CosemValue day = array(structure(uint8(1), array(structure(octets(0, 0, 0, 0),
                octets(0, 0, 10, 0, 100, 255), uint16(1)))));
        object(20, CALENDAR, 2, octets("TARIFF"), season, week, day, octets("TARIFF"), season, week, day, never());
        settable(20, CALENDAR, 6, 7, 8, 9, 10);
        object(11, SPECIAL_DAYS, 2, array());
        settable(11, SPECIAL_DAYS, 2);
        object(9, TARIFF_SCRIPTS, 2, array());
    }

    private void addPush(CosemAttribute register) {
        object(40, PUSH, 2, array(reference(new CosemAttribute(1, "0.0.96.1.0.255", 2)),
                reference(new CosemAttribute(8, CLOCK, 2)), reference(register)),
                structure(choice(0), octets("127.0.0.1:4059"), choice(0)), array(), uint16(0), uint8(3), uint16(60));
        settable(40, PUSH, 2, 3, 4, 5, 6, 7);
    }

    private void addCharge(CosemAttribute register) {
        CosemValue unitCharge = structure(structure(int8(0), int8(0)),
                structure(uint16(register.classId()), new CosemValue.Octets(register.name().bytes()),
                        int8(register.attribute())),
                array(structure(octets("1"), int16(1))));
        object(113, CHARGE, 2, int32(0), choice(0), uint8(1), unitCharge, unitCharge, never(), uint32(3_600),
                new CosemValue.Bits("00000000"), never(), int32(0), int32(0), uint16(0));
        settable(113, CHARGE, 6, 7);
    }

    private void addEmergencyCredit() {
        object(112, EMERGENCY, 2, int32(EMERGENCY_UNITS), choice(2), uint8(2), int32(0), int32(0),
                new CosemValue.Bits("11000000"), choice(1), int32(EMERGENCY_UNITS), int32(0), never());
    }

    private void object(int classId, String name, int first, CosemValue... attributes) {
        for (int i = 0; i < attributes.length; i++) {
            values.put(new CosemAttribute(classId, name, first + i), attributes[i]);
        }
    }

    private void settable(int classId, String name, int... numbers) {
        for (int number : numbers) {
            writable.add(new CosemAttribute(classId, name, number));
        }
    }
}
