package io.github.tolokaconnect.simulator.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Small damage to bytes that were well-formed: changed, removed, repeated and inserted ones, one to four times. */
final class Mutations {
    private static final byte[] TELLING = "\"{}[]:,\\u0-+.eE \r\n\0/%".getBytes(StandardCharsets.US_ASCII);

    private Mutations() {}

    static byte[] mutate(byte[] original, SplittableRandom random) {
        byte[] bytes = original;
        for (int count = random.nextInt(1, 5); count > 0; count--) {
            int at = random.nextInt(bytes.length);
            int end = Math.min(bytes.length, at + random.nextInt(1, 12));
            ByteArrayOutputStream mutant = new ByteArrayOutputStream();
            mutant.write(bytes, 0, at);
            switch (random.nextInt(4)) {
                case 0 -> mutant.write(random.nextInt(256));
                case 1 -> mutant.write(TELLING[random.nextInt(TELLING.length)]);
                case 2 -> mutant.write(bytes, at, end - at);
                default -> at = end - 1;
            }
            mutant.write(bytes, at, bytes.length - at);
            bytes = mutant.toByteArray();
        }
        return bytes;
    }
}
