package io.github.tolokaconnect.simulator.engine;

import java.util.Arrays;

/** Numbers that are appended and never changed, in little more than four bytes each. */
final class IntSequence {
    private int[] numbers = new int[8];
    private int size;

    int size() {
        return size;
    }

    int at(int index) {
        return numbers[index];
    }

    void append(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size + size / 2);
        }
        numbers[size] = number;
        size++;
    }

    void replaceLast(int number) {
        numbers[size - 1] = number;
    }

    /** The first index whose number is greater than {@code number}, in a sequence that goes up. */
    int firstAbove(int number) {
        int found = Arrays.binarySearch(numbers, 0, size, number);
        return found < 0 ? -found - 1 : found + 1;
    }

    /** A copy that is appended to independently. */
    int[] toArray() {
        return Arrays.copyOf(numbers, size);
    }
}
