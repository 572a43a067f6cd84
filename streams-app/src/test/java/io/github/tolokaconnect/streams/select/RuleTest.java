package io.github.tolokaconnect.streams.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.streams.select.Rule.Certain;
import io.github.tolokaconnect.streams.select.Rule.Uncertain;
import io.github.tolokaconnect.streams.select.Rule.Unmeasurable;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleTest {

    private static final String MARGIN = "{'measure': 'margin', 'less_than': 0.2}";
    private static final String UNSURE = "{'measure': 'least_confidence', 'at_least': 0.5}";
    private static final String VOTES = "{'measure': 'committee', 'more_than': 0.3}";

    @Test
    void oneTestIsEnoughForAny() throws Exception {
        assertThat(examine("any", UNSURE + "," + MARGIN, 0.6, 0.5))
                .isEqualTo(new Uncertain(Map.of("least_confidence", 0.4, "margin", 0.1), "margin<0.2"));
    }

    @Test
    void allTestsAreNeededForAll() throws Exception {
        assertThat(examine("all", UNSURE + "," + MARGIN, 0.6, 0.5))
                .isEqualTo(new Certain(Map.of("least_confidence", 0.4, "margin", 0.1)));
        assertThat(examine("all", UNSURE + "," + MARGIN, 0.5, 0.4))
                .isEqualTo(new Uncertain(
                        Map.of("least_confidence", 0.5, "margin", 0.1), "least_confidence>=0.5 and margin<0.2"));
    }

    @Test
    void aMissingMeasureMattersOnlyIfTheOthersDoNotDecide() throws Exception {
        assertThat(examine("any", VOTES + "," + MARGIN, 0.6, 0.5))
                .isEqualTo(new Uncertain(Map.of("margin", 0.1), "margin<0.2"));
        assertThat(examine("any", VOTES + "," + MARGIN, 0.9, 0.1))
                .isEqualTo(new Unmeasurable(Map.of("margin", 0.8), Measure.COMMITTEE));
        assertThat(examine("all", VOTES + "," + MARGIN, 0.9, 0.1)).isEqualTo(new Certain(Map.of("margin", 0.8)));
        assertThat(examine("all", VOTES + "," + MARGIN, 0.6, 0.5))
                .isEqualTo(new Unmeasurable(Map.of("margin", 0.1), Measure.COMMITTEE));
    }

    @Test
    void aRateOfOneSelectsEverythingAndOneOfZeroNothing() throws Exception {
        assertThat(examine("any", "{'measure': 'random', 'rate': 1}")).isInstanceOf(Uncertain.class);
        assertThat(examine("any", "{'measure': 'random', 'rate': 0}")).isInstanceOf(Certain.class);
    }

    private static Rule.Finding examine(String how, String tests, double... confidences) throws Exception {
        return Documents.read(Samples.json("{'" + how + "': [" + tests + "]}"), Rule.class)
                .examine(Samples.confidences(confidences), "cats");
    }
}
