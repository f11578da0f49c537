package io.wattle.headend.rekey;

import io.wattle.headend.registry.MeterSecrets;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.setup.SetupKey;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Brings the keys of the association into a meter; which ones it has shows by which of them it can be spoken to. */
final class GlobalKeyChange {
    private final Rekeying rekeying;
    private final String serial;
    private final Set<SetupKey> keys;
    private final Set<KeyUse> uses = EnumSet.noneOf(KeyUse.class);

    GlobalKeyChange(Rekeying rekeying, String serial, Set<SetupKey> keys) {
        this.rekeying = rekeying;
        this.serial = serial;
        this.keys = keys;
        keys.forEach(key -> uses.add(key.use()));
    }

    KeyChange bring() {
        MeterSecrets secrets = rekeying.secrets(serial);
        return switch (rekeying.open(secrets)) {
            case Outcome.Done<CosemLink>(CosemLink link) -> send(secrets, link);
            case Outcome.Refused<CosemLink> refused -> afterAll(secrets, refused);
            case Outcome.Unknown<CosemLink> unknown -> afterAll(secrets, unknown);
        };
    }

    /** It speaks with its old keys, so it does not have the new ones. */
    private KeyChange send(MeterSecrets secrets, CosemLink link) {
        Map<SetupKey, byte[]> fresh = new EnumMap<>(SetupKey.class);
        keys.forEach(key -> fresh.put(key, bytes(secrets, key)));
        byte[] master = secrets.find(KeyUse.MASTER).orElseThrow();
        return switch (rekeying.transfer(link, master, fresh)) {
            case Outcome.Done<Boolean> done -> afterAll(secrets, done);
            case Outcome.Unknown<Boolean> unknown -> afterAll(secrets, unknown);
            case Outcome.Refused<Boolean>(Refusal reason, String detail) -> {
                rekeying.keep(serial, secrets.dropped(uses), "dropped");
                yield new KeyChange.Refused("meter " + serial + " keeps its keys: " + reason + ": " + detail);
            }
        };
    }

    private KeyChange afterAll(MeterSecrets secrets, Outcome<?> before) {
        Outcome<CosemLink> withNew = rekeying.open(secrets.settled(uses));
        if (withNew instanceof Outcome.Done<CosemLink>(CosemLink link)) {
            link.close();
            rekeying.keep(serial, secrets.settled(uses), "settled");
            return new KeyChange.Done("");
        }
        if (before instanceof Outcome.Refused<?>(Refusal reason, String detail) && reason == Refusal.UNREACHABLE) {
            return new KeyChange.Open("meter " + serial + " cannot be reached: " + detail + "; " + kept());
        }
        return new KeyChange.Open("meter " + serial + " does not speak with its new keys (" + Rekeying.words(withNew)
                + "), before that: " + Rekeying.words(before) + "; " + kept());
    }

    private static String kept() {
        return "old and new keys are kept and tried, run it again";
    }

    private static byte[] bytes(MeterSecrets secrets, SetupKey key) {
        byte[] bytes = secrets.next().get(key.use());
        if (bytes == null) {
            throw new IllegalStateException("no new " + key.use().word() + " is kept");
        }
        return bytes;
    }
}
