package io.wattle.headend.cli.meter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How to associate, said beside the URI instead of inside it. */
final class SecurityOptions {
    @Option(names = "--auth", paramLabel = "MECHANISM", description = "none, lls, hls3 (MD5), hls4 (SHA-1), hls5 (GMAC), hls6 (SHA-256) or hls7 (ECDSA); hls5 if not said.")
    private @Nullable String auth;

    @Option(names = "--suite", paramLabel = "N", description = "Security suite 0, 1 or 2.")
    private @Nullable String suite;

    @Option(names = "--policy", paramLabel = "POLICY", description = "How messages are protected: none, authenticated, encrypted or both.")
    private @Nullable String policy;

    @Option(names = "--ciphering", paramLabel = "FORM", description = "global, dedicated, general-glo, general-ded, general, general-wrapped, general-one-pass or general-static.")
    private @Nullable String ciphering;

    @Option(names = "--sign", description = "Signs each request, and takes signed answers only.")
    private boolean sign;

    /** The URI with what was said beside it; what is said in both places the connector refuses. */
    URI on(CommandSpec spec, URI uri) {
        List<String> said = new ArrayList<>();
        said("auth", auth).ifPresent(said::add);
        said("suite", suite).ifPresent(said::add);
        said("policy", policy).ifPresent(said::add);
        said("ciphering", ciphering).ifPresent(said::add);
        said("sign", sign ? "yes" : null).ifPresent(said::add);
        if (said.isEmpty()) {
            return uri;
        }
        String text = uri.toString();
        String with = String.join("&", said);
        return MeterUris.of(spec, with, text + (text.contains("?") ? "&" : "?") + with);
    }

    private static Optional<String> said(String name, @Nullable String value) {
        return Optional.ofNullable(value).map(text -> name + "=" + text);
    }
}
