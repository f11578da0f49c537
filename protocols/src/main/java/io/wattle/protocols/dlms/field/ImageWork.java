package io.wattle.protocols.dlms.field;

import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.Steps;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.typed.ImageTransfer;
import io.wattle.protocols.dlms.object.typed.ImageTransfer.Status;
import io.wattle.protocols.dlms.object.typed.ScaleBook;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings a new program into a meter (class 18): begins, sends the blocks that the meter does not have, has it verify, and
 * activates. Each can be called alone; a transfer that broke off goes on on another link. Calls block; for one thread at
 * a time.
 */
public final class ImageWork {
    /** No meter's program is longer. */
    public static final int BYTES_MAX = 1 << 26;

    private static final int TO_ACTIVATE = 7;
    private static final int BLOCK_BYTES_MAX = 65_535;
    private static final int ROUNDS_MAX = 5; // of blocks that the meter says are missing still
    private static final Duration POLL = Duration.ofMillis(500);

    private final MeterObject image;
    private final InstantSource clock;
    private final Instant deadline;
    private final Consumer<Duration> pause;

    /**
     * @param address says under which name the meter has it
     * @param limit for all of what is asked here together
     * @param pause waits so long, while a meter verifies or activates
     */
    public ImageWork(CosemLink link, DlmsAddress address, InstantSource clock, Duration limit,
            Consumer<Duration> pause) {
        this.image = new MeterObject(link, 18, address.model().objects().image(), "image transfer",
                new MeterTimes(address.utcOffsetMinutes()));
        this.clock = clock;
        this.deadline = clock.instant().plus(limit);
        this.pause = pause;
    }

    /** How far it is. */
    public Outcome<Found<ImageTransfer>> status() {
        return image.read(TO_ACTIVATE, ScaleBook.empty())
                .map(described -> MeterObject.as(ImageTransfer.class, described));
    }

    /**
     * Begins, or goes on, and sends every block that the meter does not have.
     *
     * @param goOn whether a transfer that was begun is taken up; refused if it is not one of as many blocks
     * @param progress told how many blocks the meter has
     */
    public Outcome<Found<ImageTransfer>> send(byte[] identifier, byte[] program, boolean goOn,
            Consumer<Integer> progress) {
        if (identifier.length == 0 || identifier.length > 255 || program.length == 0 || program.length > BYTES_MAX) {
            return MeterObject.refused("identifier must have 1..255 bytes and the program 1.." + BYTES_MAX + ", have "
                    + identifier.length + " and " + program.length);
        }
        return status().then(before -> {
            if (!before.object().enabled().known().orElse(false)) {
                return Outcome.refused(Refusal.NOT_SUPPORTED, "the meter has image transfer switched off");
            }
            long blockBytes = before.object().blockBytes().known().orElse(0L);
            if (blockBytes < 1 || blockBytes > BLOCK_BYTES_MAX) {
                return Outcome.refused(Refusal.NOT_SUPPORTED, "block size must be 1..65535, the meter says "
                        + blockBytes);
            }
            int blocks = (int) Math.ceilDiv(program.length, blockBytes);
            boolean begun = before.object().status().known().filter(Status.INITIATED::equals).isPresent()
                    && before.object().blocks().known().filter(bits -> bits.length() == blocks).isPresent();
            if (goOn && !begun) {
                return MeterObject.refused("the meter has no transfer of " + blocks + " blocks under way");
            }
            Outcome<Boolean> ready = goOn
                    ? Outcome.done(true)
                    : image.call(1, new CosemValue.Structure(List.of(new CosemValue.Octets(identifier),
                            new Whole(Whole.Type.UINT32, program.length))));
            return ready.then(_ -> fill(program, (int) blockBytes, blocks, progress));
        });
    }

    /** Has the meter look at what it got, and waits until it did. */
    public Outcome<Found<ImageTransfer>> verify(byte[] identifier, long bytes) {
        return begin(3).then(now -> until(now, Status.VERIFIED, Status.VERIFICATION_FAILED,
                List.of(Status.VERIFICATION_INITIATED, Status.INITIATED)).then(verified -> {
                    List<ImageTransfer.Image> images = verified.object().toActivate().known().orElse(List.of());
                    boolean other = images.stream()
                            .noneMatch(found -> found.bytes() == bytes
                                    && Arrays.equals(found.identification(), identifier));
                    return !images.isEmpty() && other
                            ? Outcome.refused(Refusal.OTHER, "the meter would activate another program: " + images
                                    .getFirst()
                                    .bytes() + " bytes")
                            : Outcome.done(verified);
                }));
    }

    /**
     * Has the meter run the program that it verified. A meter that starts anew may lose the connection: then the outcome
     * is unknown, and is to be asked for on another link.
     */
    public Outcome<Found<ImageTransfer>> activate() {
        return status().then(before -> before.object().status().known().filter(Status.VERIFIED::equals).isEmpty()
                ? MeterObject.refused("the meter has verified no program")
                : begin(4).then(now -> until(now, Status.ACTIVATED, Status.ACTIVATION_FAILED,
                        List.of(Status.ACTIVATION_INITIATED, Status.VERIFIED))));
    }

    private Outcome<Found<ImageTransfer>> fill(byte[] program, int blockBytes, int blocks, Consumer<Integer> progress) {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            Outcome<Found<ImageTransfer>> asked = status();
            if (!(asked instanceof Outcome.Done<Found<ImageTransfer>>(Found<ImageTransfer> now))) {
                return asked;
            }
            String has = now.object().blocks().known().orElse("");
            if (has.length() != blocks) {
                return Outcome.refused(Refusal.OTHER, "the meter counts " + has.length() + " blocks, not " + blocks);
            }
            int had = (int) has.chars().filter(bit -> bit == '1').count();
            progress.accept(had);
            if (had == blocks) {
                return asked;
            }
            for (int block = has.indexOf('0'); block >= 0; block = has.indexOf('0', block + 1)) {
                Outcome<Boolean> sent = send(program, blockBytes, block);
                if (!(sent instanceof Outcome.Done<Boolean>)) {
                    return sent.map(_ -> now);
                }
                progress.accept(++had);
            }
        }
        return Outcome.refused(Refusal.OTHER, "the meter still misses blocks that it took");
    }

    private Outcome<Boolean> send(byte[] program, int blockBytes, int block) {
        if (!clock.instant().isBefore(deadline)) {
            return Outcome.refused(Refusal.TEMPORARY_FAILURE, "time is up at block " + block + "; it can go on later");
        }
        byte[] bytes = Arrays.copyOfRange(program, block * blockBytes,
                Math.min(program.length, (block + 1) * blockBytes));
        return image.call(2, new CosemValue.Structure(
                List.of(new Whole(Whole.Type.UINT32, block), new CosemValue.Octets(bytes))));
    }

    /** A meter that needs time says so by a temporary failure, and goes on by itself. */
    private Outcome<Found<ImageTransfer>> begin(int method) {
        return MeterObject.join(image.result(method, new Whole(Whole.Type.INT8, 0))).then(results -> {
            DataAccessResult result = results.getFirst();
            return result == DataAccessResult.SUCCESS || result == DataAccessResult.TEMPORARY_FAILURE
                    || result == DataAccessResult.OTHER_REASON
                            ? Steps.afterInstruction(status())
                            : Steps.notCarriedOut(result, "image transfer method " + method);
        });
    }

    private Outcome<Found<ImageTransfer>> until(Found<ImageTransfer> first, Status good, Status bad,
            List<Status> underWay) {
        Found<ImageTransfer> now = first;
        while (true) {
            Status status = now.object().status().known().orElse(bad);
            if (status == good) {
                return Outcome.done(now);
            }
            if (!underWay.contains(status)) {
                return Outcome.refused(Refusal.OTHER, "the meter says " + status);
            }
            if (status == underWay.getLast() && now.object().firstMissing().known().orElse(0L) < blocks(now)) {
                return MeterObject.refused("the meter misses block " + now.object().firstMissing().known().orElse(0L));
            }
            if (!clock.instant().isBefore(deadline)) {
                return Outcome.unknown(Cause.TIMEOUT, "the meter is not done yet, it says " + status);
            }
            pause.accept(POLL);
            Outcome<Found<ImageTransfer>> asked = status();
            if (!(asked instanceof Outcome.Done<Found<ImageTransfer>>(Found<ImageTransfer> next))) {
                return asked;
            }
            now = next;
        }
    }

    private static long blocks(Found<ImageTransfer> now) {
        return now.object().blocks().known().map(String::length).orElse(0);
    }
}
