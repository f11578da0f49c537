package io.wattle.headend.rekey;

import io.wattle.headend.registry.KeyFileEditor;
import io.wattle.headend.registry.MeterSecrets;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.setup.SetupKey;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Gives one meter new keys, under its master key. The order is what makes it safe: new keys are kept on disk, then sent;
 * then the meter is spoken to with them, and only then the old ones are forgotten. Whoever died in between runs it again:
 * it finds out by asking which keys the meter has, and goes on from there. Used by one thread.
 */
public final class Rekeying {
    /** The keys of the association, which change together: it shows whether the meter has them. */
    private static final Set<SetupKey> GLOBAL = EnumSet.of(SetupKey.UNICAST, SetupKey.AUTHENTICATION);

    private final MeterDoor door;
    private final KeyFileEditor store;
    private final SecurityTerms terms;
    private final SecureRandom random;
    private final Consumer<String> step;

    /**
     * @param terms of the association with the meter
     * @param step told of each step that is done, before the next begins
     */
    public Rekeying(MeterDoor door, KeyFileEditor store, SecurityTerms terms, SecureRandom random,
            Consumer<String> step) {
        this.door = door;
        this.store = store;
        this.terms = terms;
        this.random = random;
        this.step = step;
    }

    /**
     * Makes these keys anew and brings them into the meter; or goes on with those that are on their way already, and
     * makes none.
     */
    public KeyChange change(String serial, Set<SetupKey> wanted) {
        Optional<MeterSecrets> known = store.find(serial);
        Optional<String> lacking = lacking(serial, known);
        if (lacking.isPresent()) {
            return new KeyChange.Refused(lacking.get());
        }
        MeterSecrets secrets = known.orElseThrow();
        boolean resumed = !onTheWay(serial).isEmpty();
        if (!resumed) {
            Map<KeyUse, byte[]> fresh = new EnumMap<>(KeyUse.class);
            wanted.forEach(key -> fresh.put(key.use(), newKey()));
            store.put(serial, secrets.sending(fresh));
            step.accept("kept");
        }
        Set<SetupKey> sent = onTheWay(serial);
        KeyChange change = bring(serial, sent, resumed);
        return resumed && change instanceof KeyChange.Done
                ? new KeyChange.Done("what was begun before is finished: " + change.words())
                : change;
    }

    private Optional<String> lacking(String serial, Optional<MeterSecrets> known) {
        if (known.isEmpty()) {
            return Optional.of("no keys are known for meter " + serial);
        }
        int bytes = terms.suite().keyBytes();
        if (known.get().find(KeyUse.MASTER).filter(master -> master.length == bytes).isEmpty()) {
            return Optional.of("keys of meter " + serial + ": no master-key of " + bytes
                    + " bytes, under which keys are wrapped");
        }
        return terms.fencesInstructions()
                ? Optional.empty()
                : Optional.of("messages on these terms are not authenticated: with no proof of the key that it has, "
                        + "whether the meter took another could not be found out");
    }

    private KeyChange bring(String serial, Set<SetupKey> keys, boolean resumed) {
        Set<SetupKey> global = EnumSet.copyOf(GLOBAL);
        global.retainAll(keys);
        KeyChange last = global.isEmpty() ? new KeyChange.Done("") : new GlobalKeyChange(this, serial, global).bring();
        for (SetupKey key : keys) {
            if (!GLOBAL.contains(key) && last instanceof KeyChange.Done) {
                last = new WrappedKeyChange(this, serial, key, resumed).bring();
            }
        }
        return last instanceof KeyChange.Done
                ? new KeyChange.Done("meter " + serial + " has its new "
                        + String.join(", ", keys.stream().map(key -> key.use().word()).toList()))
                : last;
    }

    private Set<SetupKey> onTheWay(String serial) {
        Set<SetupKey> keys = EnumSet.noneOf(SetupKey.class);
        Set<KeyUse> next = secrets(serial).next().keySet();
        for (SetupKey key : SetupKey.values()) {
            if (next.contains(key.use())) {
                keys.add(key);
            }
        }
        return keys;
    }

    MeterSecrets secrets(String serial) {
        return store.find(serial)
                .orElseThrow(() -> new IllegalStateException("meter " + serial + " is gone from the file of keys"));
    }

    /** On disk when it returns. */
    void keep(String serial, MeterSecrets secrets, String done) {
        store.put(serial, secrets);
        step.accept(done);
    }

    Outcome<CosemLink> open(MeterSecrets secrets) {
        return door.open(secrets.keys());
    }

    /** One key transfer on an open conversation, which it closes. */
    Outcome<Boolean> transfer(CosemLink link, byte[] master, Map<SetupKey, byte[]> keys) {
        try (link) {
            return KeyTransfer.send(link, master, keys);
        } finally {
            step.accept("sent");
        }
    }

    private byte[] newKey() {
        byte[] key = new byte[terms.suite().keyBytes()];
        random.nextBytes(key);
        return key;
    }

    static String words(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> _ -> "done";
            case Outcome.Refused<?>(Refusal reason, String detail) -> reason + ": " + detail;
            case Outcome.Unknown<?>(Cause cause, String detail) -> cause + ": " + detail;
        };
    }
}
