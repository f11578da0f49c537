package io.wattle.simulator.meter;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.object.MeterTime;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.server.ClientTerms;
import io.wattle.protocols.dlms.server.CosemDevice;
import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.simulator.fault.MeterFault;
import io.wattle.simulator.household.Service;
import io.wattle.simulator.keypad.KeypadAnswer;
import io.wattle.simulator.object.EventLog;
import io.wattle.simulator.object.LoadLimit;
import io.wattle.simulator.object.ObjectBook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A prepayment meter that counts what its household draws and pays for it out of its balance. The balance falls exactly
 * as the register rises; below zero, too, until somebody opens the relay: this meter leaves cutting to the head-end. It
 * costs nothing while nobody asks: consumption since the last time is worked out then.
 *
 * <p>Each change is kept in memory before it is answered, and every call fails with {@link IllegalStateException} after
 * that was closed. Safe for use by many threads.
 */
public final class SimulatedMeter implements CosemDevice {
    private static final int MESSAGE_POINTS_MAX = 1_000;
    private final MeterSpecification specification;
    private final InstantSource clock;
    private final MeterMemory memory;
    private final MeterObjects objects;
    private final Optional<MeterTokens> tokens;
    private final SecurityObject setup;
    private final Object lock = new Object();
    private final MeterWorks works; // guarded by lock
    private final ObjectBook book; // guarded by lock
    private MeterState state; // guarded by lock

    /**
     * Switches the meter on: it goes on from what its memory holds, or is new now.
     *
     * @param clock the true time, by which the household lives
     */
    public SimulatedMeter(MeterSpecification specification, InstantSource clock, MeterMemory memory) {
        this.specification = specification;
        this.clock = clock;
        this.memory = memory;
        this.objects = MeterObjects.of(specification.service(), specification.keypad().isPresent());
        this.tokens = specification.keypad().map(MeterTokens::new);
        this.setup = new SecurityObject(specification.security(), specification.systemTitle());
        this.book = new ObjectBook(objects.kind());
        this.works = new MeterWorks(specification, objects, setup, tokens, book);
        this.state = memory.recall()
                .map(MeterStateCodec::decode)
                .orElseGet(() -> MeterState.created(clock.millis(), specification));
        // Also when it was just recalled: should one copy have been damaged, there are two again.
        memory.keep(MeterStateCodec.encode(state), state.atMs());
        works.history().note(state);
        book.events().note(state.clock().shows(clock.millis()), EventLog.POWER_UP);
    }

    /** The serial number, 11 digits. */
    public String serial() {
        return specification.serial();
    }

    /** What the meter counts. */
    public Service service() {
        return specification.service();
    }

    /** How things really are with this meter now. */
    public MeterTruth truth() {
        synchronized (lock) {
            return keep(upToDate()).truth();
        }
    }

    /**
     * The load profile: the register whenever the meter's clock showed a multiple of the interval, as far as the meter
     * has been on since and that is not in the future.
     *
     * @param from by the meter's clock, included
     * @param to excluded
     * @param pointsMax no more than the first so many
     */
    public List<ProfilePoint> profile(Instant from, Instant to, Duration interval, int pointsMax) {
        synchronized (lock) {
            return works.history().points(keep(upToDate()), specification.household(), from, to, interval, pointsMax);
        }
    }

    /** Clock, register, balance and relay as the meter itself shows them now. */
    public MeterReading look() {
        synchronized (lock) {
            return specification.reading(keep(upToDate()), works.limiter().hasOpened());
        }
    }

    /** By what its limiter acts now; empty for a meter without one. */
    public Optional<LoadLimit> limit() {
        synchronized (lock) {
            return book.limit(state.clock().shows(clock.millis()));
        }
    }

    /** The same at full hours, as a message of docs/mqtt.md may have it: a thousand points at most. */
    public LoadProfile profile(Instant from, Instant to) {
        return new LoadProfile(serial(), profile(from, to, Duration.ofHours(1), MESSAGE_POINTS_MAX).stream()
                .map(point -> new LoadProfile.Point(point.shown(), specification.quantity(point.register())))
                .toList());
    }

    /** Makes something go wrong from now on. */
    public void inject(MeterFault fault) {
        synchronized (lock) {
            keep(upToDate().suffering(fault));
        }
    }

    /** Whether it has a keypad and a token gateway. */
    public boolean takesTokens() {
        return tokens.isPresent();
    }

    /**
     * Somebody keys this in: twenty digits, with any blanks and dashes between, or anything else.
     *
     * @throws IllegalArgumentException if the meter takes no tokens
     */
    public KeypadAnswer enterToken(String typed) {
        MeterTokens keypad = tokens.orElseThrow(() -> new IllegalArgumentException(serial() + " takes no tokens"));
        synchronized (lock) {
            MeterTokens.KeyedIn keyedIn = keypad.keyedIn(upToDate(), typed);
            keep(keyedIn.state());
            return keyedIn.answer();
        }
    }

    /** The power goes off and comes back at once: a lockout ends, and the token gateway forgets what it held. */
    public void powerCycle() {
        synchronized (lock) {
            MeterState now = upToDate();
            book.events().notePowerCut(now.clock().shows(now.atMs()));
            keep(now.tokens().map(held -> now.withTokens(held.powerCycled())).orElse(now));
        }
    }

    @Override
    public int logicalAddress() {
        return specification.logicalAddress();
    }

    @Override
    public byte[] systemTitle() {
        return specification.systemTitle();
    }

    /** How it and its managing client trust each other. */
    public MeterSecurity security() {
        return specification.security();
    }

    @Override
    public Optional<ClientTerms> client(int number) {
        return setup.client(number);
    }

    @Override
    public void associated(byte[] clientTitle) {
        setup.associated(clientTitle);
    }

    @Override
    public DlmsKeys keys() {
        return setup.keys();
    }

    @Override
    public Set<CosemAttribute> attributes() {
        return objects.attributes();
    }

    @Override
    public Set<CosemAttribute> writable() {
        return objects.writable();
    }

    @Override
    public Set<CosemMethod> methods() {
        return objects.methods();
    }

    @Override
    public List<CosemValue> read(List<CosemAttribute> wanted) {
        synchronized (lock) {
            MeterState now = keep(upToDate());
            return wanted.stream().map(attribute -> works.value(attribute, now)).toList();
        }
    }

    @Override
    public Optional<CosemValue> select(Query query) {
        synchronized (lock) {
            return book.select(query, works.face(keep(upToDate())));
        }
    }

    @Override
    public Called call(CosemMethod method, CosemValue argument) {
        return SecurityObject.METHODS.contains(method)
                ? setup.call(method, argument)
                : CosemDevice.super.call(method, argument);
    }

    @Override
    public ActionResult act(CosemMethod method, CosemValue argument) {
        synchronized (lock) {
            MeterState now = upToDate();
            if (objects.kind().methods().contains(method)) {
                return book.act(method, argument, works.face(keep(now)));
            }
            MeterMethods.Step step = tokens.filter(_ -> method.equals(GatewayObject.ENTER))
                    .map(gateway -> gateway.received(now, argument))
                    .orElseGet(() -> MeterMethods.act(now, method, argument));
            works.acted(method);
            book.events().noteRelay(now.connected(), step.state().connected(), now.clock().shows(now.atMs()));
            keep(step.state());
            return step.result();
        }
    }

    /** Takes a new time for the clock, and settings; what is counted is read only. */
    @Override
    public ActionResult write(CosemAttribute attribute, CosemValue value) {
        if (!objects.attributes().contains(attribute)) {
            return ActionResult.OBJECT_UNDEFINED;
        }
        if (!attribute.equals(MeterObjects.CLOCK_TIME)) {
            synchronized (lock) {
                return objects.has(attribute)
                        ? ActionResult.READ_WRITE_DENIED
                        : book.write(attribute, value, works.face(keep(upToDate())));
            }
        }
        Optional<Instant> time = new MeterTimes(0).read(value).map(MeterTime::at);
        if (time.isEmpty()) {
            return ActionResult.TYPE_UNMATCHED;
        }
        synchronized (lock) {
            MeterState now = upToDate();
            book.events().noteClock(now.clock().shows(now.atMs()), time.get().toEpochMilli());
            keep(now.withClock(now.clock().set(now.atMs(), time.get().toEpochMilli())));
        }
        return ActionResult.SUCCESS;
    }

    @Override
    public boolean acceptInvocationCounter(long counter) {
        synchronized (lock) {
            boolean accepted = state.counters().accepts(counter);
            keep(accepted ? state.counted(state.counters().accepted(counter)) : state);
            return accepted;
        }
    }

    @Override
    public long lowestInvocationCounter() {
        synchronized (lock) {
            return state.counters().client() + 1;
        }
    }

    @Override
    public long nextServerCounter(int count) {
        synchronized (lock) {
            long first = state.counters().server() + 1;
            keep(state.counted(state.counters().reserved(count)));
            return first;
        }
    }

    private MeterState upToDate() {
        return works.upTo(state, clock.millis());
    }

    /** Memory first: were it to fail, the meter would be as it was. */
    private MeterState keep(MeterState next) {
        if (!next.equals(state)) {
            memory.keep(MeterStateCodec.encode(next), next.atMs());
            works.history().note(next);
            state = next;
        }
        return next;
    }

    @Override
    public String toString() {
        return "SimulatedMeter[serial=" + serial() + ", service=" + service() + "]";
    }
}
