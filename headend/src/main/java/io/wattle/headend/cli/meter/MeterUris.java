package io.wattle.headend.cli.meter;

import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.optical.dlms.DlmsWays;
import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What is wrong with a meter's URI is wrong usage: nothing is dialled, and nothing waited for. */
final class MeterUris {
    private MeterUris() {}

    /** @throws ParameterException naming the part that is wrong and what is allowed */
    static DlmsAddress address(CommandSpec spec, URI uri) {
        if (!DlmsWays.schemes().contains(String.valueOf(uri.getScheme()))) {
            throw new ParameterException(spec.commandLine(), "URI must begin with one of " + DlmsWays.schemes()
                    + ", was: " + uri);
        }
        if (uri.getRawSchemeSpecificPart().matches(".*[?&]model=.*")) { // those of --models are resolved already
            throw new ParameterException(spec.commandLine(), "URI: model= needs --models FILE");
        }
        try {
            return DlmsWays.address(uri);
        } catch (IllegalArgumentException bad) {
            throw new ParameterException(spec.commandLine(), "URI: " + bad.getMessage());
        }
    }

    /**
     * A URI that was put together from what was typed.
     *
     * @param what was typed, as an option's name
     */
    static URI of(CommandSpec spec, String what, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException bad) {
            throw new ParameterException(spec.commandLine(), what + " makes no URI: " + text);
        }
    }
}
