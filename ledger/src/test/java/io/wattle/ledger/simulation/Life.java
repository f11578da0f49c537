package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.journal.DiskFull;
import io.wattle.ledger.journal.FaultyDisk;
import io.wattle.ledger.journal.JournalPlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** One life of one ledger, through many starts: what happens hangs on the seed and on nothing else. */
final class Life {
    private static final int BURST_MAX = 16;
    private static final long LAX_UNITS = 100_000;

    final List<String> log = new ArrayList<>();
    final Model model;
    int bitsFound;
    private final Random random;
    private final boolean mischief;
    private final World world = new World();
    private final Machine machine;
    private final Commands commands;
    private final Checks checks;
    private final BitFlip bitFlip;
    private final List<Kept> snapshots = new ArrayList<>();

    Life(long seed, Sabotage sabotage) {
        this.random = new Random(seed);
        this.mischief = random.nextBoolean() || sabotage == Sabotage.LAX_LEDGER;
        FaultyDisk disk = new FaultyDisk(random.nextLong());
        if (sabotage == Sabotage.LYING_DISK) {
            disk.lie();
        }
        this.model = new Model(new ModelFigures(world));
        this.machine = new Machine(disk,
                sabotage == Sabotage.LAX_LEDGER ? LAX_UNITS : ModelFigures.TOLERANCE_UNITS, world::clock);
        this.commands = new Commands(random, world, model, !mischief);
        this.checks = new Checks(machine, model, world);
        this.bitFlip = new BitFlip(random, machine);
    }

    /**
     * Lives through so many steps and a last start.
     *
     * @throws AssertionError if something is not as it must be; the log tells what was done
     */
    JournalPlace live(int steps) {
        try {
            restart();
            run(Stream.concat(world.meters.values().stream(), Stream.of(world.workshop))
                    .map(Commands::register)
                    .toList());
            for (int step = 0; step < steps; step++) {
                step();
            }
            machine.stop();
            restart();
            return machine.end();
        } finally {
            machine.stop();
        }
    }

    private void step() {
        if (machine.isUp()) {
            happen();
        } else {
            restart();
        }
        if (machine.isUp()) {
            checks.all();
            bitFlip.written();
        }
    }

    private void happen() {
        int what = random.nextInt(100);
        if (what < 62) {
            burst();
        } else if (what < 66) {
            say("kill");
            machine.disk.kill();
            machine.stop();
        } else if (what < 70) {
            say("power cut");
            machine.disk.cutPower();
            machine.stop();
        } else if (what < 73) {
            say("close");
            machine.stop();
        } else if (what < 77) {
            say("snapshot");
            snapshots.add(Kept.of(machine.end(), machine.replay()));
        } else if (what < 88) {
            pass();
        } else if (what < 91) {
            Duration off = Duration.ofMinutes(random.nextInt(600) - 300L);
            say("clock off by " + off);
            world.setClockOff(off);
        } else if (what < 95) {
            say("bit flipped");
            bitsFound += bitFlip.isFound() ? 1 : 0;
        } else if (mischief) {
            meddle();
        }
    }

    private void pass() {
        boolean isLong = random.nextInt(3) == 0;
        Duration time = isLong
                ? Duration.ofDays(1 + random.nextInt(90))
                : Duration.ofMinutes(1 + random.nextInt(600));
        say("time passes: " + time);
        world.pass(time);
        if (isLong) {
            run(List.of(commands.tend()));
        }
    }

    private void meddle() {
        TrueMeter meter = world.anyMeter(random);
        say("somebody meddles with " + meter.name);
        if (random.nextInt(4) == 0) {
            meter.resetRegister();
        } else {
            meter.inject(60_000 + random.nextInt(30_000));
        }
    }

    private void burst() {
        List<Command> burst = commands.burst(1 + random.nextInt(BURST_MAX));
        String fault = arm();
        boolean together = random.nextBoolean();
        say(burst.size() + (together ? " commands together" : " commands") + fault);
        if (together) {
            runTogether(burst);
        } else {
            run(burst);
        }
        machine.disk.steady();
        machine.disk.usableBytes(Long.MAX_VALUE);
        stopIfDown();
    }

    private String arm() {
        return switch (random.nextInt(12)) {
            case 0 -> {
                machine.disk.cutPowerAfter(random.nextInt(40));
                yield ", power cut on the way";
            }
            case 1 -> {
                machine.disk.failForceAfter(random.nextInt(12));
                yield ", a force fails";
            }
            case 2 -> {
                machine.disk.usableBytes(random.nextInt(1_000));
                yield ", the disk is nearly full";
            }
            default -> "";
        };
    }

    private void runTogether(List<Command> burst) {
        List<Command> all = new ArrayList<>(List.of(commands.sure()));
        all.addAll(burst);
        boolean killed = random.nextInt(10) == 0;
        answered(all, machine.together(all.getFirst(), burst, killed));
    }

    private void run(List<Command> burst) {
        answered(burst, machine.oneByOne(burst));
    }

    private void answered(List<Command> burst, List<Outcome> outcomes) {
        for (int i = 0; i < burst.size(); i++) {
            model.answered(burst.get(i), outcomes.get(i), world.clock());
        }
        deliver();
    }

    /** What was sent arrives, or it does not. */
    private void deliver() {
        for (ModelCredit credit : model.figures.justSent) {
            if (random.nextInt(100) < 65) {
                TrueMeter meter = world.meter(credit.meter);
                meter.load(credit.creditId, credit.units);
                meter.meddled |= credit.failed; // somebody was too quick to decide that it had not arrived
            }
        }
        model.figures.justSent.clear();
    }

    /** Starts, learns what became of commands without an answer, and repeats them as their outcome told to. */
    private void restart() {
        if (random.nextInt(8) == 0) {
            startOnFullDisk();
        }
        Optional<Kept> snapshot = snapshots.isEmpty() || random.nextBoolean()
                ? Optional.empty()
                : Optional.of(snapshots.get(random.nextInt(snapshots.size())));
        say("start" + snapshot.map(kept -> " from the snapshot " + kept.place().sequence()).orElse(""));
        snapshot.ifPresentOrElse(machine::start, machine::start);
        List<Command> unanswered = model.learn(machine.records());
        deliver();
        checks.all();
        say(unanswered.size() + " commands repeated");
        run(unanswered);
        stopIfDown();
    }

    private void startOnFullDisk() {
        machine.disk.usableBytes(20);
        try {
            machine.start();
            throw new AssertionError("it started on a full disk");
        } catch (DiskFull e) {
            say("no start: " + e.getMessage());
        } finally {
            machine.disk.usableBytes(Long.MAX_VALUE);
        }
    }

    private void stopIfDown() {
        if (!machine.isUp()) {
            machine.stop();
        }
    }

    private void say(String words) {
        log.add(model.records.size() + ": " + words);
    }

    /** Puts one cent too many into a wallet of the model, and checks: this must be found. */
    void countACentTwice() {
        machine.start();
        try {
            checks.all();
            model.figures.wallets.merge("a1", 1L, Long::sum);
            checks.all();
        } finally {
            machine.stop();
        }
    }
}
