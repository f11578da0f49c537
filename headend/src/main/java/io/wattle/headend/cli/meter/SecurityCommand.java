package io.wattle.headend.cli.meter;

import picocli.CommandLine.Command;

/** {@code wattle security}: what a security officer does with one meter. */
@Command(name = "security", mixinStandardHelpOptions = true, description = "Looks at the security of one meter and changes it: new keys, a stronger policy, certificates. Keys come from a file and go to it, never to the command line, the screen or a log.", subcommands = {
        SecurityShowVerb.class, RekeyVerb.class, PolicyVerb.class, CertificateVerbs.Listed.class,
        CertificateVerbs.KeyPair.class, CertificateVerbs.Request.class, CertificateVerbs.Import.class,
        CertificateVerbs.Export.class, CertificateVerbs.Remove.class})
public final class SecurityCommand {}
