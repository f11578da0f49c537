package io.wattle.headend.registry;

import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsRoute;
import io.wattle.protocols.dlms.push.PushPeers;
import io.wattle.protocols.meter.MeterAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What DLMS meters call themselves: their serial numbers, the names under which they dial in, and the system titles in their
 * addresses. A name that two meters share means none of them. Immutable, safe for use by many threads.
 */
public final class CalledNames implements PushPeers {
    private final Map<String, Optional<MeterAddress>> named = new HashMap<>();

    public CalledNames(MeterRegistry registry) {
        registry.all()
                .forEach(meter -> meter.address()
                        .filter(address -> DlmsConnector.schemes().contains(address.uri().getScheme()))
                        .ifPresent(this::add));
    }

    private void add(MeterAddress meter) {
        put(meter.meterSerial(), meter);
        try {
            DlmsAddress address = DlmsAddress.parse(meter.uri());
            if (address.route() instanceof DlmsRoute.Inbound(String name, var _)) {
                put(name, meter);
            }
            address.title().ifPresent(title -> put("title " + title, meter));
        } catch (IllegalArgumentException bad) {
            return; // whoever dials it says what is wrong with the address
        }
    }

    private void put(String name, MeterAddress meter) {
        named.merge(name, Optional.of(meter), (one, other) -> one.equals(other) ? one : Optional.empty());
    }

    @Override
    public Optional<MeterAddress> find(Set<String> names) {
        return names.stream().map(named::get).filter(Objects::nonNull).flatMap(Optional::stream).findFirst();
    }
}
