package io.wattle.headend.registry;

import java.nio.file.Path;
import java.util.Random;

/** Hands counters out to two clients of two meters under two keys, and says which, until it is killed. */
public final class CounterChild {
    private CounterChild() {}

    /** Arguments: the file, a seed. */
    public static void main(String[] args) {
        Random random = new Random(Long.parseLong(args[1]));
        CounterFile counters = CounterFile.open(Path.of(args[0])); // closed by the kill
        while (true) {
            String holder = "M" + random.nextInt(2) + "/" + random.nextInt(2);
            String key = "k" + random.nextInt(2);
            if (random.nextInt(50) == 0) {
                counters.raise(holder, random.nextInt(100_000)).join();
            }
            int count = 1 + random.nextInt(300);
            counters.reserve(holder, key, count)
                    .join()
                    .ifPresent(first -> System.out.println(holder + " " + key + " " + first + " " + count));
        }
    }
}
