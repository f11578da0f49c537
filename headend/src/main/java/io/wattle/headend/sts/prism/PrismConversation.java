package io.wattle.headend.sts.prism;

import io.wattle.headend.sts.prism.SmFrame.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns of commands over one connection, which is opened when it is needed, asked who it is, and thrown away as soon as
 * anything about it is in doubt. Safe for use by many threads.
 */
final class PrismConversation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrismConversation.class);
    private static final int TURNS_AHEAD = 4; // waits that long for others before it gives up

    private final PrismConfig config;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile String moduleId = "";
    private @Nullable PrismLine line;
    private boolean closed;

    PrismConversation(PrismConfig config) {
        this.config = config;
    }

    /** A command and its fields. */
    record Command(String name, String fields) {
        @Override
        public String toString() {
            return "Command[SM?" + name + ", hidden]"; // a token to verify is in it
        }
    }

    /** What came of a turn. */
    sealed interface Turn {}

    /** The answers, one to each command that was sent. None is unreadable. */
    record Said(List<Answer> answers, String moduleId) implements Turn {}

    /** Nobody knows what the module did; nothing of its answer is used. */
    record Lost(String reason) implements Turn {}

    /** One turn: each command follows from the answers so far, or is left out. */
    Turn ask(List<Function<List<Answer>, Optional<Command>>> commands) {
        try {
            if (!turn.tryLock(config.answerTimeout().toMillis() * TURNS_AHEAD, TimeUnit.MILLISECONDS)) {
                return new Lost("nothing was asked: the module is busy with other commands");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Lost("nothing was asked: interrupted");
        }
        try {
            return taken(commands);
        } finally {
            turn.unlock();
        }
    }

    /** As it named itself last; empty before the first connection. */
    String moduleId() {
        return moduleId;
    }

    /** After an answer that makes no sense: the next turn takes a new connection. */
    void distrust() {
        turn.lock();
        try {
            drop();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
            drop();
        } finally {
            turn.unlock();
        }
    }

    private Turn taken(List<Function<List<Answer>, Optional<Command>>> commands) {
        List<Answer> answers = new ArrayList<>();
        try {
            PrismLine mine = ready();
            for (Function<List<Answer>, Optional<Command>> next : commands) {
                Optional<Command> command = next.apply(answers);
                if (command.isPresent()) {
                    answers.add(exchange(mine, command.get()));
                }
            }
            return new Said(answers, moduleId);
        } catch (IOException e) {
            drop();
            return new Lost(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private PrismLine ready() throws IOException {
        if (closed) {
            throw new IOException("the module was closed");
        }
        PrismLine old = line;
        if (old != null && !old.isStale()) {
            return old;
        }
        drop();
        PrismLine fresh = PrismLine.connect(config);
        line = fresh;
        introduce(fresh);
        return fresh;
    }

    /** The module's name goes with every token; asking for it also shows that the other end speaks this language. */
    private void introduce(PrismLine fresh) throws IOException {
        String name = exchange(fresh, new Command("DI", "")) instanceof Answer.Done(String fields)
                ? PtvdFields.parse(fields)
                        .filter(all -> !all.isEmpty() && all.getFirst().type() == 'P')
                        .map(all -> all.getFirst().value())
                        .filter(id -> id.matches("[!-}]{1,64}"))
                        .orElse("")
                : "";
        if (name.isEmpty()) {
            throw new IOException("the module does not say who it is");
        }
        if (!moduleId.isEmpty() && !moduleId.equals(name)) {
            LOG.warn("another security module answers now: {} instead of {}", name, moduleId);
        }
        moduleId = name;
    }

    private static Answer exchange(PrismLine line, Command command) throws IOException {
        Answer answer = SmFrame.answer(command.name(),
                line.exchange(SmFrame.request(command.name(), command.fields())));
        if (answer instanceof Answer.Unreadable unreadable) {
            throw new IOException(unreadable.reason());
        }
        return answer;
    }

    private void drop() {
        PrismLine old = line;
        line = null;
        if (old != null) {
            try {
                old.close();
            } catch (IOException e) {
                LOG.debug("a connection to the security module did not close in good order: {}", e.toString());
            }
        }
    }
}
