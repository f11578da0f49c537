package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.Referencing;
import java.util.List;
import java.util.Optional;

/** Services that a meter is proposed, without those that its URI takes out: some meters say that they have more than works. */
final class ProposedServices {
    private static final List<Named> MAY_BE_LEFT_OUT = List.of(
            new Named("general-block-transfer", Initiate.GENERAL_BLOCK_TRANSFER),
            new Named("multiple-references", Initiate.MULTIPLE_REFERENCES),
            new Named("selective-access", Initiate.SELECTIVE_ACCESS),
            new Named("access", Initiate.ACCESS),
            new Named("block-transfer-with-set", Initiate.BLOCKS_WITH_SET),
            new Named("block-transfer-with-action", Initiate.BLOCKS_WITH_ACTION));

    /** As the Green Book's conformance block names it. */
    private record Named(String name, int bit) {}

    private ProposedServices() {}

    /**
     * Services as {@link Initiate} writes them.
     *
     * @param names that are not proposed, with commas between
     * @throws IllegalArgumentException naming the one that is unknown and what is allowed
     */
    static int without(Referencing referencing, Optional<String> names) {
        int services = referencing.offeredConformance();
        for (String name : names.map(all -> all.split(",", -1)).orElse(new String[0])) {
            services &= ~bit(name);
        }
        return services;
    }

    private static int bit(String name) {
        return MAY_BE_LEFT_OUT.stream()
                .filter(service -> service.name.equals(name))
                .findFirst()
                .map(Named::bit)
                .orElseThrow(() -> new IllegalArgumentException("without must be some of "
                        + String.join(", ", MAY_BE_LEFT_OUT.stream().map(Named::name).toList()) + ", was: " + name));
    }
}
