package io.github.tolokaconnect.chaos.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/** Alternatives in random order, each as often as it was put in before any comes again. Short runs see as many kinds as long ones. */
final class Deck<T> {

    private final List<T> cards;
    private final SplittableRandom chance;
    private final Deque<T> left = new ArrayDeque<>();

    Deck(SplittableRandom chance, List<T> cards) {
        this.chance = chance;
        this.cards = List.copyOf(cards);
    }

    T draw() {
        if (left.isEmpty()) {
            var rest = new ArrayList<>(cards);
            while (!rest.isEmpty()) {
                left.add(rest.remove(chance.nextInt(rest.size())));
            }
        }
        return left.remove();
    }
}
