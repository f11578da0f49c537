package io.wattle.headend.rekey;

import io.wattle.headend.registry.KeyFileEditor;
import io.wattle.headend.registry.MeterSecrets;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.setup.AgreedKey;
import io.wattle.protocols.dlms.setup.SecuritySetup;
import io.wattle.protocols.dlms.setup.SetupKey;
import io.wattle.protocols.meter.Outcome;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Agrees with one meter on a new master key (key_agreement). No master key is needed for it: each side knows the other by
 * its signature. So it can be run again whatever got lost, and the meter is spoken to as before. That the meter has the
 * same key shows when it takes that key once more, wrapped under itself.
 */
public final class MasterAgreement {
    private static final Set<KeyUse> MASTER = Set.of(KeyUse.MASTER);

    private final MeterDoor door;
    private final KeyFileEditor store;
    private final SecurityTerms terms;
    private final byte[] clientTitle;

    /**
     * @param terms of the association with the meter
     * @param clientTitle by which the door's conversations are opened
     */
    public MasterAgreement(MeterDoor door, KeyFileEditor store, SecurityTerms terms, byte[] clientTitle) {
        this.door = door;
        this.store = store;
        this.terms = terms;
        this.clientTitle = clientTitle.clone();
    }

    /**
     * Agrees, and keeps the key once the meter has shown that it has it.
     *
     * @param meterKey the meter's public key for signatures: two coordinates; empty if none is known
     */
    public KeyChange change(String serial, Optional<byte[]> meterKey) {
        Optional<MeterSecrets> known = store.find(serial);
        Optional<String> lacking = lacking(serial, known, meterKey);
        if (lacking.isPresent()) {
            return new KeyChange.Refused(lacking.get());
        }
        MeterSecrets secrets = known.orElseThrow();
        AgreedKey own = new AgreedKey(terms.suite(), SetupKey.MASTER);
        byte[] offer = own.data(secrets.find(KeyUse.SIGNING).orElseThrow());
        Outcome<byte[]> agreed = withLink(secrets, link -> new MeterCertificates(link).title()
                .then(title -> call(link, offer)
                        .then(value -> read(value, own, meterKey.orElseThrow(), HexFormat.of().parseHex(title)))));
        return switch (agreed) {
            case Outcome.Done<byte[]>(byte[] fresh) -> prove(serial, secrets, fresh);
            case Outcome.Refused<byte[]> refused -> new KeyChange.Refused("meter " + serial + " keeps its master-key: "
                    + Rekeying.words(refused));
            case Outcome.Unknown<byte[]> unknown -> open(serial, unknown);
        };
    }

    private Optional<String> lacking(String serial, Optional<MeterSecrets> known, Optional<byte[]> meterKey) {
        if (known.isEmpty()) {
            return Optional.of("no keys are known for meter " + serial);
        }
        if (!terms.suite().hasKeyPairs()) {
            return Optional.of("security suite 0 has no key pairs to agree with");
        }
        if (!terms.fencesInstructions()) {
            return Optional.of("messages on these terms are not authenticated");
        }
        if (known.get().find(KeyUse.SIGNING).isEmpty() || meterKey.isEmpty()) {
            return Optional.of("keys of meter " + serial + ": signing-key and meter-signing-key, or its certificate"
                    + " with the authorities, are needed");
        }
        return known.get().next().keySet().stream().allMatch(MASTER::contains)
                ? Optional.empty()
                : Optional.of("other keys of meter " + serial + " are on their way: finish that first, by rekey");
    }

    private KeyChange prove(String serial, MeterSecrets secrets, byte[] fresh) {
        MeterSecrets both = secrets.sending(Map.of(KeyUse.MASTER, fresh));
        store.put(serial, both);
        Outcome<Boolean> taken = withLink(secrets,
                link -> KeyTransfer.send(link, fresh, Map.of(SetupKey.MASTER, fresh)));
        if (!(taken instanceof Outcome.Done<Boolean>)) {
            return open(serial, taken);
        }
        store.put(serial, both.settled(MASTER));
        return new KeyChange.Done("meter " + serial + " has agreed on its new master-key");
    }

    private static KeyChange open(String serial, Outcome<?> why) {
        return new KeyChange.Open("whether meter " + serial + " has a new master-key is open: " + Rekeying.words(why)
                + "; it can be agreed on again");
    }

    private static Outcome<CosemValue> call(CosemLink link, byte[] offer) {
        return link.call(new CosemLink.Call(SecuritySetup.KEY_AGREEMENT,
                SecuritySetup.keys(Map.of(SetupKey.MASTER, offer)))).toCompletableFuture().join();
    }

    /** A meter that answers has a new key; which one, nobody knows if its answer is no good. */
    private Outcome<byte[]> read(CosemValue value, AgreedKey own, byte[] meterKey, byte[] title) {
        return SecuritySetup.readKeys(value)
                .flatMap(keys -> Optional.ofNullable(keys.get(SetupKey.MASTER)))
                .flatMap(theirs -> own.agree(theirs, meterKey, clientTitle, title))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.unknown(Outcome.Cause.UNTRUSTED_REPLY,
                        "the meter's half is not signed by the meter"));
    }

    private <T> Outcome<T> withLink(MeterSecrets secrets, Function<CosemLink, Outcome<T>> talk) {
        Outcome<CosemLink> opened = door.open(secrets.keys());
        return opened.then(link -> {
            try (link) {
                return talk.apply(link);
            }
        });
    }
}
