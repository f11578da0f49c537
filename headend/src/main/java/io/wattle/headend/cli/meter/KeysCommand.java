package io.wattle.headend.cli.meter;

import io.wattle.headend.cli.verb.VerbGroup;
import io.wattle.headend.registry.KeyFileEditor;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wattle keys}: the file of meters' keys as it lies on the disk. */
@Command(name = "keys", mixinStandardHelpOptions = true, description = "Seals the file of meters' keys, so that whoever gets hold of it alone has nothing. The key that opens it is in the file that WATTLE_KEYS_SEAL names.", subcommands = {
        KeysCommand.MakeSeal.class, KeysCommand.Seal.class, KeysCommand.Unseal.class})
public final class KeysCommand extends VerbGroup {

    /** {@code wattle keys make-seal}. */
    @Command(name = "make-seal", mixinStandardHelpOptions = true, description = "Makes a key to seal with, in a file that only its owner may read. Keep a copy in another place: without it nobody opens what it sealed.")
    static final class MakeSeal implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "Where the key goes; nothing may be there.")
        private Path file = Path.of("");

        @Override
        public Integer call() {
            KeyFileEditor.makeSealKey(file);
            spec.commandLine().getOut().println("made " + file + "; keep a copy of it in another place");
            return 0;
        }
    }

    /** {@code wattle keys seal}. */
    @Command(name = "seal", mixinStandardHelpOptions = true, description = "Seals the file, as a whole or not at all. What changes it later seals it again.")
    static final class Seal extends Change {
        Seal() {
            super(true, "is sealed");
        }
    }

    /** {@code wattle keys unseal}. */
    @Command(name = "unseal", mixinStandardHelpOptions = true, description = "Makes the file plain again.")
    static final class Unseal extends Change {
        Unseal() {
            super(false, "is plain");
        }
    }

    /** One form or the other. */
    abstract static class Change implements Callable<Integer> {
        private final boolean sealed;
        private final String words;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "The file of keys.")
        private Path file = Path.of("");

        Change(boolean sealed, String words) {
            this.sealed = sealed;
            this.words = words;
        }

        @Override
        public Integer call() {
            try (KeyFileEditor store = KeyFileEditor.open(file)) {
                store.seal(sealed);
            }
            spec.commandLine().getOut().println(file + " " + words);
            return 0;
        }
    }
}
