package io.wattle.headend;

import io.wattle.headend.cli.WattleCommand;

/** Where {@code ./wattle} begins. */
public final class Main {

    private Main() {}

    /** Exit codes: 0 done, 1 refused or failed, 2 wrong usage. */
    public static void main(String[] args) {
        System.exit(WattleCommand.run(args));
    }
}
