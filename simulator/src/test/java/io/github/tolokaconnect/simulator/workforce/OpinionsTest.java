package io.github.tolokaconnect.simulator.workforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.FieldErrors;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.Project;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.TaskId;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpinionsTest {
    private static final Project DEMO = Fixture.demo().projects().get(0);
    private static final Project EVERYTHING = project("{"
            + "'mood':{'type':'string','allowed_values':['good','bad','so so']},"
            + "'comment':{'type':'string','min_length':30,'max_length':40,'required':false},"
            + "'initial':{'type':'string','max_length':1},"
            + "'code':{'type':'string','pattern':'[A-Z][0-9]','required':false},"
            + "'count':{'type':'integer','min_value':-7.5,'max_value':-3.2},"
            + "'stars':{'type':'number','allowed_values':[1,2,3,4,5]},"
            + "'far':{'type':'integer','max_value':-1000},"
            + "'share':{'type':'float','min_value':0.25,'max_value':0.75},"
            + "'sure':{'type':'boolean'},"
            + "'always':{'type':'boolean','allowed_values':[true]},"
            + "'page':{'type':'url'},"
            + "'short':{'type':'url','max_length':24},"
            + "'place':{'type':'coordinates'},"
            + "'box':{'type':'json'},"
            + "'photo':{'type':'file'},"
            + "'tags':{'type':'array_string','min_size':2,'max_size':4,'allowed_values':['a','b']},"
            + "'points':{'type':'array_float','max_size':2}}");

    @Property(tries = 300)
    void answersWhatTheOutputSpecificationAsksFor(@ForAll long seed, @ForAll long serial) {
        Opinions opinions = new Opinions(Workforce.of(1).withAgreement(0.5), seed);
        ObjectNode task = json("{'input_values':{'n':" + serial + "}}");
        FieldErrors errors = new FieldErrors();

        for (int number = 0; number < 4; number++) {
            ObjectNode answer = opinions.answer(new TaskId(1, 1, serial), task, EVERYTHING.outputSpec(), number);
            EVERYTHING.outputSpec().check(answer, "output_values", errors);
        }

        assertThat(errors.toJson()).isEmpty();
    }

    @Test
    void agreesAsOftenAsTheWorkforceDoes() {
        Opinions opinions = new Opinions(Workforce.of(1).withAgreement(0.9), 42);
        ObjectNode task = json("{'input_values':{'image':'https://example.com/1.jpg'}}");
        ObjectNode truth = opinions.truth(task, DEMO.outputSpec());

        long agreeing = IntStream.range(0, 10_000)
                .filter(serial -> opinions.answer(new TaskId(1001, 1, serial), task, DEMO.outputSpec(), serial % 3)
                        .equals(truth))
                .count();

        // Chance comes from the seed, so the count is exact; three standard deviations are 90.
        assertThat(agreeing).isBetween(8_910L, 9_090L);
    }

    @Test
    void acceptsAsOftenAsTheWorkforceSays() {
        Opinions opinions = new Opinions(Workforce.of(1).withAccepted(0.75), 42);

        long accepted = IntStream.range(0, 10_000)
                .filter(serial -> opinions.isAccepted(new TaskId(1001, 1, serial), 0))
                .count();

        assertThat(accepted).isBetween(7_370L, 7_630L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void alwaysOrNeverAgreesIfToldSo(double agreement) {
        Opinions opinions = new Opinions(Workforce.of(1).withAgreement(agreement), 7);
        ObjectNode task = json("{'input_values':{'image':'https://example.com/1.jpg'}}");
        ObjectNode truth = opinions.truth(task, EVERYTHING.outputSpec());

        assertThat(IntStream.range(0, 200)
                        .mapToObj(
                                serial -> opinions.answer(new TaskId(1, 1, serial), task, EVERYTHING.outputSpec(), 0)))
                .allSatisfy(answer -> assertThat(answer.equals(truth)).isEqualTo(agreement == 1));
    }

    @Test
    void findsTheSameTruthForEqualInputValues() {
        Opinions opinions = new Opinions(Workforce.of(1), 7);

        ObjectNode one = opinions.truth(json("{'pool_id':'1','input_values':{'a':1,'b':2}}"), EVERYTHING.outputSpec());
        ObjectNode other =
                opinions.truth(json("{'pool_id':'2','input_values':{'b':2,'a':1}}"), EVERYTHING.outputSpec());

        assertThat(other).isEqualTo(one);
    }

    @Test
    void findsDifferentTruthsForDifferentInputValues() {
        Opinions opinions = new Opinions(Workforce.of(1), 7);

        long cats = IntStream.range(0, 1_000)
                .mapToObj(n -> opinions.truth(json("{'input_values':{'n':" + n + "}}"), DEMO.outputSpec()))
                .filter(truth -> truth.path("result").asText().equals("cat"))
                .count();

        assertThat(cats).isBetween(450L, 550L);
    }

    @Test
    void takesTheKnownSolutionOfGreatestWeightForTheTruth() {
        ObjectNode task = json("{'input_values':{},'baseline_solutions':[{'output_values':{'result':'cat'}}],"
                + "'known_solutions':[{'output_values':{'result':'cat'},'correctness_weight':0.3},"
                + "{'output_values':{'result':'dog'}}]}");

        assertThat(new Opinions(Workforce.of(1), 7).truth(task, DEMO.outputSpec()))
                .isEqualTo(json("{'result':'dog'}"));
    }

    @Test
    void takesTheMostConfidentBaselineSolutionWithoutAKnownOne() {
        ObjectNode task = json("{'input_values':{},'baseline_solutions':["
                + "{'output_values':{'result':'dog'},'confidence_weight':0.4},"
                + "{'output_values':{'result':'cat'},'confidence_weight':0.6}]}");

        assertThat(new Opinions(Workforce.of(1), 7).truth(task, DEMO.outputSpec()))
                .isEqualTo(json("{'result':'cat'}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'f':{'type':'string','pattern':'Q[0-9]{17}'}}",
                "{'f':{'type':'integer','min_value':0.2,'max_value':0.8}}",
                "{'f':{'type':'string','allowed_values':[7]}}",
            })
    void namesAFieldThatNobodyCanAnswer(String outputSpec) {
        Opinions opinions = new Opinions(Workforce.of(1), 7);

        assertThatThrownBy(() -> opinions.check(project(outputSpec)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("output field f of project 7");
    }

    private static Project project(String outputSpec) {
        return Fixture.demo()
                .withProject(("{'id':'7','task_spec':{'input_spec':{},'output_spec':" + outputSpec + "}}")
                        .replace('\'', '"'))
                .project("7")
                .orElseThrow();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Wire.JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
