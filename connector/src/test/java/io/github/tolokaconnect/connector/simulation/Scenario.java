package io.github.tolokaconnect.connector.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What a simulation begins with; the same scenario always takes the same course.
 *
 * @param twist what is left out
 * @param promises what is looked after
 * @param records records in each topic-partition
 * @param workers sink tasks at the beginning
 * @param turns what the scheduler tries, one after the other; leaving some out makes another scenario of the same world
 */
record Scenario(
        long seed, Twist twist, Set<Promise> promises, int partitions, int records, int workers, List<Turn> turns) {
    private static final int TURNS_PER_RECORD = 100;

    /**
     * One turn of the scheduler: what kind of thing happens, and the dice for everything else about it. No turn depends on another
     * one having been there.
     */
    record Turn(Move move, long dice) {}

    Scenario {
        promises = Set.copyOf(promises);
        turns = List.copyOf(turns);
    }

    static Scenario of(long seed, int records) {
        var random = new SplittableRandom(seed);
        int partitions = 1 + random.nextInt(3);
        int workers = 1 + random.nextInt(3);
        var turns = turns(random, TURNS_PER_RECORD * records);
        return new Scenario(seed, Twist.NONE, EnumSet.allOf(Promise.class), partitions, records, workers, turns);
    }

    /** Every seed has its own temper: each disturbance is likely, rare or absent. */
    private static List<Turn> turns(SplittableRandom random, int count) {
        Map<Move, Integer> weights = new EnumMap<>(Move.class);
        int sum = 0;
        for (Move move : Move.values()) {
            int weight = move.isDisturbance() ? random.nextInt(2) * random.nextInt(move.weight()) : move.weight();
            weights.put(move, weight);
            sum += weight;
        }
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < count; i++) {
            turns.add(new Turn(draw(weights, random.nextInt(sum)), random.nextLong()));
        }
        return turns;
    }

    private static Move draw(Map<Move, Integer> weights, int at) {
        int left = at;
        for (var entry : weights.entrySet()) {
            left -= entry.getValue();
            if (left < 0) {
                return entry.getKey();
            }
        }
        throw new AssertionError(at);
    }

    /** The same without a part of what makes exactly once work, looking at {@code some} promises only. */
    Scenario twisted(Twist other, Set<Promise> some) {
        return new Scenario(seed, other, some, partitions, records, workers, turns);
    }

    Scenario withTurns(List<Turn> others) {
        return new Scenario(seed, twist, promises, partitions, records, workers, others);
    }

    Scenario withRecords(int fewer) {
        return new Scenario(seed, twist, promises, partitions, fewer, workers, turns);
    }
}
