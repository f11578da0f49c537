package io.wattle.headend.cli.probe;

import io.wattle.headend.cli.verb.VerbGroup;
import picocli.CommandLine.Command;

/** {@code wattle probe}: what a technician does in front of a meter, with or without a head-end in reach. */
@Command(name = "probe", mixinStandardHelpOptions = true, description = "Speaks to a meter over an optical probe or an RS-485 bus (IEC 62056-21). No head-end is needed; what is done is kept in a session file that one takes later.", footer = {
        "", "PORT is a device such as /dev/ttyUSB0 or COM3, or tcp://HOST:PORT or rfc2217://HOST:PORT.",
        "Tokens and passwords are never shown. An argument can be seen by others on this machine: give - and the token on standard input, or --token-file."}, subcommands = {
                ProbeLogins.Ports.class, ProbeVerbs.Read.class, ProbeVerbs.Token.class, ProbeVerbs.Profile.class,
                ProbeVerbs.SetClock.class, ProbeLogins.Enrol.class, ProbeLogins.Rekey.class, ProbeLogins.Upload.class,
                ProbeActs.class})
public final class ProbeCommand extends VerbGroup {}
