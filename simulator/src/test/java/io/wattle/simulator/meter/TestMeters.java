package io.wattle.simulator.meter;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import io.wattle.simulator.household.Household;
import io.wattle.simulator.household.Service;
import java.time.InstantSource;
import java.util.List;

/** Makes meters for tests and talks to them in short words. */
final class TestMeters {
    static final long START_REGISTER = 1_234_567;
    static final int START_BALANCE = 20_000;

    static final CosemAttribute REGISTER = new CosemAttribute(3, "1.0.1.8.0.255", 2);
    static final CosemAttribute CLOCK = new CosemAttribute(8, "0.0.1.0.0.255", 2);
    static final CosemAttribute AVAILABLE_CREDIT = new CosemAttribute(111, "0.0.19.0.0.255", 5);
    static final CosemAttribute OUTPUT_STATE = new CosemAttribute(70, "0.0.96.3.10.255", 2);
    static final CosemAttribute CONTROL_STATE = new CosemAttribute(70, "0.0.96.3.10.255", 3);
    static final CosemMethod UPDATE_AMOUNT = new CosemMethod(112, "0.0.19.10.0.255", 1);
    static final CosemMethod SET_AMOUNT = new CosemMethod(112, "0.0.19.10.0.255", 2);
    static final CosemMethod DISCONNECT = new CosemMethod(70, "0.0.96.3.10.255", 1);
    static final CosemMethod RECONNECT = new CosemMethod(70, "0.0.96.3.10.255", 2);

    private TestMeters() {}

    static MeterSpecification specification(Service service) {
        return new MeterSpecification("97000000016", service, 1, new DlmsKeys(new byte[16], new byte[16]),
                new Household(service, 42), START_REGISTER, START_BALANCE);
    }

    static SimulatedMeter electricity(InstantSource clock, MeterMemory memory) {
        return new SimulatedMeter(specification(Service.ELECTRICITY), clock, memory);
    }

    static CosemValue int32(long value) {
        return new Whole(Whole.Type.INT32, value);
    }

    static ActionResult credit(SimulatedMeter meter, long amount) {
        return meter.act(UPDATE_AMOUNT, int32(amount));
    }

    static ActionResult relay(SimulatedMeter meter, CosemMethod method) {
        return meter.act(method, new Whole(Whole.Type.INT8, 0));
    }

    static CosemValue read(SimulatedMeter meter, CosemAttribute attribute) {
        return meter.read(List.of(attribute)).getFirst();
    }

    /** The law that every meter keeps: nothing appears and nothing is lost. */
    static long unexplained(MeterTruth truth) {
        long consumed = truth.register() - START_REGISTER;
        return truth.balance() - START_BALANCE + consumed - truth.creditAccepted() - truth.creditByFraud()
                + truth.bypassed();
    }
}
