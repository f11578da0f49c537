package io.wattle.headend.sts;

import io.wattle.protocols.sts.key.VendingKeyLabel;
import java.util.List;

/**
 * What a module is, for people. No secret.
 *
 * @param moduleId empty when there is none, or when it was not reached yet
 * @param kind which kind of module
 * @param notice what everybody must know about it
 * @param keys the vending keys that it has
 */
public record ModuleDescription(String moduleId, Kind kind, String notice, List<Key> keys) {

    /** Which kind of module. */
    public enum Kind {
        NONE, SOFTWARE, PRISM
    }

    /**
     * One vending key.
     *
     * @param checkValue six hexadecimal digits; empty when not known
     */
    public record Key(VendingKeyLabel label, String checkValue) {}

    public ModuleDescription {
        keys = List.copyOf(keys);
    }

    /** There is no module: tokens cannot be made. */
    public static ModuleDescription none() {
        return new ModuleDescription("", Kind.NONE, "no security module is configured: no token can be made",
                List.of());
    }
}
