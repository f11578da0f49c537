package io.wattle.headend.cli.meter;

import io.wattle.headend.cli.verb.VerbGroup;
import picocli.CommandLine.Command;

/** {@code wattle meter}: what is set in one DLMS meter, read and changed from here, without a head-end. */
@Command(name = "meter", mixinStandardHelpOptions = true, description = "Reads and changes what is set in one DLMS meter: its tariff calendar and special days, its limiter, its pushes, its program, its clock and how it is paid for. No head-end is needed, and none learns of it.", footer = {
        "", "Keys come from --keys or from the environment, as with read; docs/dlms.md names every parameter of a URI.",
        "Every change is read back, and what the meter then holds is printed. Exit code 0: done; 1: refused, or unknown whether it was done; 2: wrong usage."}, subcommands = {
                MeterCalendarVerbs.class, MeterDayVerbs.class, MeterLimiterVerbs.class, MeterPushVerbs.class,
                MeterImageVerbs.class, MeterClockVerbs.class, MeterPaymentVerbs.class})
public final class MeterCommand extends VerbGroup {}
