package io.wattle.headend.sts.setup;

import io.wattle.headend.sts.ModuleDescription.Kind;
import io.wattle.headend.sts.prism.PrismConfig;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which security module, and what it needs. Immutable.
 *
 * @param keystore holds the software module's keys, and for any module the key of its memory
 * @param passphraseFile what opens the keystore; without one {@link #PASSPHRASE_VARIABLE} is asked
 * @param prism present for a module on the network
 * @param registers file that says which key lies where in that module
 * @param memory folder of the results
 * @param resultsMin how many results are remembered at least
 */
public record StsConfig(Kind kind, Optional<Path> keystore, Optional<Path> passphraseFile, Optional<PrismConfig> prism,
        Optional<Path> registers, Path memory, int resultsMin) {
    /** Environment variable with the passphrase. */
    public static final String PASSPHRASE_VARIABLE = "WATTLE_STS_PASSPHRASE";
    /** No module: no tokens. */
    public static final StsConfig NONE = new StsConfig(Kind.NONE, Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Path.of("."), 1);

    /**
     * Refuses the software module where real money is taken, unless somebody has said that it is meant.
     *
     * @throws IllegalArgumentException with the reason
     */
    public static Kind allowed(Kind kind, boolean production, boolean softwareAllowed) {
        if (kind == Kind.SOFTWARE && production && !softwareAllowed) {
            throw new IllegalArgumentException("it is for development and test only, not certified, and mode is"
                    + " production; set mode to development, or sts.allow-software-module to true");
        }
        return kind;
    }
}
