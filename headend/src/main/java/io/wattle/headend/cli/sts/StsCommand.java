package io.wattle.headend.cli.sts;

import picocli.CommandLine.Command;

/** {@code wattle sts}: tokens without a head-end. */
@Command(name = "sts", mixinStandardHelpOptions = true, description = "Makes and reads STS tokens (IEC 62055-41; implements the algorithms, not STS-certified).", subcommands = {
        ComputeVerb.class, VerifyVerb.class, DecodeVerb.class, IssueVerb.class,
        KeyChangeVerb.class, TestVerb.class, RolloverVerb.class, KeystoreVerb.class})
public final class StsCommand {}
