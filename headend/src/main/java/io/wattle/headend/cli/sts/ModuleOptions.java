package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.setup.SecurityModules;
import io.wattle.headend.sts.setup.StsConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which security module makes the tokens: that of the keystore or, with {@code --prism-host}, one on the network. */
final class ModuleOptions extends KeystoreOptions {
    @Option(names = "--memory", paramLabel = "DIR", description = "Where it is remembered which tokens were made (default: the keystore's name and .memory). A head-end"
            + " that runs on the same memory keeps this command out.")
    private @Nullable Path memory;

    @ArgGroup(exclusive = false)
    private @Nullable PrismOptions prism;

    /** Opens the module with what it remembers; the receiver closes it. */
    SecurityModule open() {
        return SecurityModules.open(config(), System.getenv()).orElseThrow();
    }

    /** The same for whoever only looks: beside a head-end, too. */
    SecurityModule openToLook() {
        return SecurityModules.openToLook(config(), System.getenv());
    }

    private StsConfig config() {
        StsConfig software = software(memory == null ? beside("memory") : memory);
        return prism == null ? software : prism.instead(software);
    }
}
