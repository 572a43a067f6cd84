package io.github.tolokaconnect.simulator.workforce;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How the people work who answer tasks.
 *
 * @param rate answers per second over all open pools, 0.001 to 100,000; 0 when nobody works
 * @param agreement the probability that an answer equals the true one, 0 to 1
 * @param accepted the probability that an answer is accepted rather than rejected, 0 to 1
 * @param people how many there are, 1 to 100,000; a task is answered by each of them once at most
 */
public record Workforce(double rate, double agreement, double accepted, int people) {
    /** Nobody works. */
    public static final Workforce NONE = new Workforce(0, 1, 1, 1);

    private static final double MIN_RATE = 0.001;
    private static final double MAX_RATE = 100_000;
    private static final int MAX_PEOPLE = 100_000;

    /** Checks the ranges. */
    public Workforce {
        if (rate != 0 && !(rate >= MIN_RATE && rate <= MAX_RATE)) {
            throw new IllegalArgumentException("rate=" + rate + " must be 0.001 to 100000 answers per second");
        }
        if (!(agreement >= 0 && agreement <= 1)) {
            throw new IllegalArgumentException("agreement=" + agreement + " must be a probability from 0 to 1");
        }
        if (!(accepted >= 0 && accepted <= 1)) {
            throw new IllegalArgumentException("accepted=" + accepted + " must be a probability from 0 to 1");
        }
        if (people < 1 || people > MAX_PEOPLE) {
            throw new IllegalArgumentException("people=" + people + " must be 1 to " + MAX_PEOPLE);
        }
    }

    /** So many answers per second by 20 people, nine of ten of them right, all accepted. */
    public static Workforce of(double rate) {
        if (rate == 0) {
            throw new IllegalArgumentException("rate=0 means that nobody works; a workforce has a rate above 0");
        }
        return new Workforce(rate, 0.9, 1, 20);
    }

    /**
     * The workforce that {@code text} describes, such as {@code rate=50,agreement=0.9,accepted=0.95,people=25}; a number alone
     * is the rate.
     *
     * @throws IllegalArgumentException if it describes none; the message says what is allowed
     */
    public static Workforce parse(String text) {
        Map<String, Double> values = new HashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "rate" : part.substring(0, equals).strip();
            if (values.put(name, number(part.substring(equals + 1).strip(), text)) != null) {
                throw new IllegalArgumentException("'" + text + "' names " + name + " twice");
            }
        }
        Workforce usual = of(take(values, "rate", 0));
        Workforce workforce = new Workforce(
                usual.rate,
                take(values, "agreement", usual.agreement),
                take(values, "accepted", usual.accepted),
                whole(take(values, "people", usual.people)));
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' names " + String.join(" and ", values.keySet())
                    + "; only rate, agreement, accepted and people are known");
        }
        return workforce;
    }

    /** The same with another agreement. */
    public Workforce withAgreement(double newAgreement) {
        return new Workforce(rate, newAgreement, accepted, people);
    }

    /** The same with another share of accepted answers. */
    public Workforce withAccepted(double newAccepted) {
        return new Workforce(rate, agreement, newAccepted, people);
    }

    /** The same with another number of people. */
    public Workforce withPeople(int newPeople) {
        return new Workforce(rate, agreement, accepted, newPeople);
    }

    /** Whether anybody works. */
    public boolean isWorking() {
        return rate > 0;
    }

    /**
     * The time from one answer to the next.
     *
     * @throws IllegalStateException if nobody works
     */
    public Duration interval() {
        if (!isWorking()) {
            throw new IllegalStateException("nobody works, so there is no time between answers");
        }
        return Duration.ofNanos(Math.round(Duration.ofSeconds(1).toNanos() / rate));
    }

    private static double take(Map<String, Double> values, String name, double usual) {
        Double value = values.remove(name);
        return value == null ? usual : value;
    }

    private static int whole(double number) {
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("people=" + number + " must be a whole number");
        }
        return (int) number;
    }

    private static double number(String text, String whole) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + whole + "' is not of the form rate=50,agreement=0.9,accepted=1,people=20");
        }
    }
}
