package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.server.ClientTerms;
import io.wattle.protocols.dlms.server.CosemDevice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** An electricity meter in memory; a water meter when told so. Guards itself. */
final class TestMeter implements CosemDevice {
    static final Instant NOW = Instant.parse("2026-05-04T10:15:30Z");

    final Map<CosemAttribute, CosemValue> values = new ConcurrentHashMap<>();
    final List<List<CosemAttribute>> reads = new ArrayList<>();
    final TreeMap<Long, Integer> accepted = new TreeMap<>();
    /** Methods beside those of every meter, and what each makes of its argument. */
    final Map<CosemMethod, UnaryOperator<CosemValue>> returning = new ConcurrentHashMap<>();
    final List<Long> confirmedPushes = new CopyOnWriteArrayList<>();
    /** What it has, and shows nobody. */
    final Set<CosemAttribute> hidden = ConcurrentHashMap.newKeySet();
    volatile Runnable beforeActing = () -> {
    };
    volatile Runnable afterTokenStatus = () -> {
    };
    volatile int conformance = Initiate.OFFERED_CONFORMANCE;
    private final int logicalAddress;
    final Map<Integer, ClientTerms> clients = new ConcurrentHashMap<>();
    private final DlmsKeys keys;
    private ActionResult verdict = ActionResult.SUCCESS;
    private long lastCounter;
    private long ownCounter = 1;

    TestMeter(int logicalAddress, String serial, DlmsKeys keys) {
        this.logicalAddress = logicalAddress;
        this.keys = keys;
        clients.put(1, new ClientTerms(SecurityTerms.USUAL, true));
        MeterModel model = MeterModel.electricity();
        values.put(model.serialAttribute(), new CosemValue.Octets(serial.getBytes(StandardCharsets.US_ASCII)));
        values.put(model.clockAttribute(), new CosemValue.DateTime(NOW));
        register(model, 123_456, -1, 30);
        values.put(model.creditAttribute(), whole(Whole.Type.INT32, 5_000));
        currency("Wh", 0, 1);
        values.put(model.relayAttribute(), whole(Whole.Type.ENUM, 1));
    }

    static CosemValue whole(Whole.Type type, long value) {
        return new Whole(type, value);
    }

    TestMeter register(MeterModel model, long value, int scaler, int unit) {
        values.put(new CosemAttribute(3, model.register(), 2), whole(Whole.Type.UINT32, value));
        values.put(new CosemAttribute(3, model.register(), 3), new CosemValue.Structure(
                List.of(whole(Whole.Type.INT8, scaler), whole(Whole.Type.ENUM, unit))));
        return this;
    }

    TestMeter currency(String name, int scale, int unit) {
        values.put(MeterModel.electricity().currencyAttribute(), new CosemValue.Structure(List.of(
                new CosemValue.Text(name), whole(Whole.Type.INT8, scale), whole(Whole.Type.ENUM, unit))));
        return this;
    }

    /** Whatever token it is given, it says this of it. */
    TestMeter tokenStatus(int code, String data) {
        values.put(MeterModel.electricity().tokenStatusAttribute(), new CosemValue.Structure(
                List.of(whole(Whole.Type.ENUM, code), new CosemValue.Bits(data))));
        return this;
    }

    synchronized TestMeter answersInstructionsWith(ActionResult other) {
        verdict = other;
        return this;
    }

    synchronized TestMeter hasTaken(long counter) {
        lastCounter = counter;
        return this;
    }

    @Override
    public int logicalAddress() {
        return logicalAddress;
    }

    @Override
    public byte[] systemTitle() {
        return new byte[] {'M', 'M', 'M', 0, 0, 0, (byte) (logicalAddress >>> 8), (byte) logicalAddress};
    }

    @Override
    public int conformance() {
        return conformance;
    }

    @Override
    public Optional<ClientTerms> client(int number) {
        return Optional.ofNullable(clients.get(number));
    }

    @Override
    public DlmsKeys keys() {
        return DlmsBench.copy(keys);
    }

    @Override
    public Set<CosemAttribute> attributes() {
        Set<CosemAttribute> all = new java.util.HashSet<>(values.keySet());
        all.add(MeterModel.electricity().counterAttribute());
        all.removeAll(hidden);
        return all;
    }

    @Override
    public Set<CosemMethod> methods() {
        MeterModel model = MeterModel.electricity();
        Set<CosemMethod> all = new java.util.HashSet<>(returning.keySet());
        all.addAll(List.of(model.updateAmount(), model.remoteDisconnect(), model.remoteReconnect(),
                model.enterToken()));
        return all;
    }

    @Override
    public synchronized List<CosemValue> read(List<CosemAttribute> wanted) {
        reads.add(wanted);
        List<CosemValue> found = wanted.stream().map(this::valueOf).toList();
        if (wanted.contains(MeterModel.electricity().tokenStatusAttribute())) {
            afterTokenStatus.run();
        }
        return found;
    }

    @Override
    public ActionResult act(CosemMethod method, CosemValue argument) {
        beforeActing.run(); // not under our own lock: whoever waits in there must not keep readers out by that
        return acted(method, argument);
    }

    @Override
    public Called call(CosemMethod method, CosemValue argument) {
        UnaryOperator<CosemValue> returns = returning.get(method);
        return returns == null
                ? new Called(act(method, argument), Optional.empty())
                : new Called(ActionResult.SUCCESS, Optional.of(returns.apply(argument)));
    }

    private synchronized ActionResult acted(CosemMethod method, CosemValue argument) {
        MeterModel model = MeterModel.electricity();
        if (verdict == ActionResult.SUCCESS && method.equals(model.updateAmount())) {
            values.merge(model.creditAttribute(), argument, (had, more) -> whole(Whole.Type.INT32,
                    ((Whole) had).value() + ((Whole) more).value()));
        } else if (verdict == ActionResult.SUCCESS && method.equals(model.enterToken())) {
            values.putIfAbsent(model.tokenAttribute(), argument);
        } else if (verdict == ActionResult.SUCCESS) {
            values.put(model.relayAttribute(), whole(Whole.Type.ENUM, method.method() - 1));
        }
        return verdict;
    }

    @Override
    public synchronized ActionResult write(CosemAttribute attribute, CosemValue value) {
        if (verdict == ActionResult.SUCCESS) {
            values.put(attribute, value);
        }
        return verdict;
    }

    @Override
    public void pushConfirmed(long id) {
        confirmedPushes.add(id);
    }

    @Override
    public synchronized boolean acceptInvocationCounter(long counter) {
        boolean good = counter > lastCounter;
        lastCounter = Math.max(lastCounter, counter);
        accepted.merge(counter, 1, Integer::sum);
        return good;
    }

    @Override
    public synchronized long lowestInvocationCounter() {
        return lastCounter + 1;
    }

    @Override
    public synchronized long nextServerCounter(int count) {
        ownCounter += count;
        return ownCounter - count;
    }

    private CosemValue valueOf(CosemAttribute attribute) {
        return attribute.equals(MeterModel.electricity().counterAttribute())
                ? whole(Whole.Type.UINT32, lastCounter)
                : java.util.Objects.requireNonNull(values.get(attribute));
    }
}
