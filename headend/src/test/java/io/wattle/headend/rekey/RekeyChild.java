package io.wattle.headend.rekey;

import io.wattle.headend.registry.CounterFile;
import io.wattle.headend.registry.KeyFileEditor;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.setup.SetupKey;
import io.wattle.protocols.meter.MeterAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Changes a meter's keys, and dies behind a given step as by kill -9. */
public final class RekeyChild {
    private RekeyChild() {}

    /** Arguments: the meter's serial and URI, the folder with keys and counters, after how many steps to die, keys. */
    public static void main(String[] args) {
        Path folder = Path.of(args[2]);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(args[3]));
        Set<SetupKey> keys = EnumSet.noneOf(SetupKey.class);
        Arrays.stream(args).skip(4).map(SetupKey::valueOf).forEach(keys::add);
        URI uri = URI.create(args[1]);
        CounterFile counters = CounterFile.open(folder.resolve("counters"));
        KeyFileEditor store = KeyFileEditor.open(folder.resolve("keys.txt"));
        ConnectorDoor door = new ConnectorDoor(new MeterAddress(args[0], uri),
                DlmsSettings.defaults().withClientTitle(counters.clientTitle()), counters,
                InstantSource.fixed(Instant.EPOCH));
        KeyChange change = new Rekeying(door, store, DlmsAddress.parse(uri).terms(), new SecureRandom(), step -> {
            System.out.println(step);
            System.out.flush();
            if (left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(137);
            }
        }).change(args[0], keys);
        System.out.println(change);
        System.exit(change instanceof KeyChange.Done ? 0 : 1);
    }
}
