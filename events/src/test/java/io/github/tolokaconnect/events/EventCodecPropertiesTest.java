package io.github.tolokaconnect.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventCodecPropertiesTest {

    private final EventCodec codec = new EventCodec();

    @Property(tries = 300)
    void everyEventIsReadBackAsItWas(@ForAll("events") Event event) {
        assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
    }

    @Property(tries = 300)
    void everyEventSatisfiesItsSchema(@ForAll("events") Event event) {
        byte[] json = codec.encode(event);

        assertThat(Contract.violations(EventSchema.of(event), Contract.tree(json)))
                .isEmpty();
    }

    @Property(tries = 100)
    void headersOfEveryEventSatisfyTheirSchema(
            @ForAll("events") Event event, @ForAll("contexts") EventContext context) {
        var headers = Contract.JSON.createObjectNode();

        CloudEventHeaders.of(event, context).forEach(header -> headers.put(header.name(), header.value()));

        assertThat(Contract.violations("/schemas/cloudevents-headers.json", headers))
                .isEmpty();
    }

    @Property(tries = 300)
    void aCutOffEventIsUnreadableAndNothingElse(@ForAll("events") Event event, @ForAll("fractions") double fraction) {
        byte[] whole = codec.encode(event);
        byte[] cut = Arrays.copyOf(whole, (int) (whole.length * fraction));

        assertThat(catchThrowable(() -> codec.decode(cut))).isInstanceOf(UnreadableEventException.class);
    }

    @Provide
    Arbitrary<Event> events() {
        return Arbitraries.oneOf(Stream.of(EventSchema.values())
                .<Arbitrary<Event>>map(
                        schema -> AnyRecord.of(schema.eventClass()).map(Event.class::cast))
                .toList());
    }

    @Provide
    Arbitrary<EventContext> contexts() {
        return AnyRecord.of(EventContext.class);
    }

    @Provide
    Arbitrary<Double> fractions() {
        return Arbitraries.doubles().between(0, true, 1, false);
    }
}
