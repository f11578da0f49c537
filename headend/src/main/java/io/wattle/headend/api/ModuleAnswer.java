package io.wattle.headend.api;

import io.wattle.headend.sts.ModuleDescription;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import java.util.List;
import java.util.Locale;

/** The security module as the API shows it: words and check values, never a key. */
record ModuleAnswer(String kind, String moduleId, String notice, List<Key> keys) {

    /** A vending key, by what names it; {@code checkValue} is empty when it is not known. */
    record Key(String supplyGroup, int revision, String kind, int baseDate, String algorithm, int expiry,
            String checkValue) {}

    static ModuleAnswer of(ModuleDescription module) {
        return new ModuleAnswer(module.kind().name().toLowerCase(Locale.ROOT), module.moduleId(), module.notice(),
                module.keys().stream().map(key -> of(key.label(), key.checkValue())).toList());
    }

    private static Key of(VendingKeyLabel label, String checkValue) {
        return new Key(label.supplyGroup().digits(), label.revision().number(), label.kind().name(),
                label.baseDate().year(), label.algorithm().digits(), label.expiry().number(), checkValue);
    }
}
