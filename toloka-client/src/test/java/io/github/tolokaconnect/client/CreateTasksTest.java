package io.github.tolokaconnect.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CreateTasksTest {

    private static final OperationId OPERATION = OperationId.of(new UUID(1, 2));
    private static final CreateOptions OPTIONS = new CreateOptions(true, false, true);
    private static final PoolId POOL = new PoolId("21");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static void assertBody(CreateTasks call, String expected) throws IOException {
        assertThat(JSON.readTree(call.body(), call.offset(), call.length()))
                .isEqualTo(JSON.readTree(expected.replace('\'', '"')));
    }

    @Test
    void encodesAPlainTaskWithItsIndex() throws IOException {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("image", "http://é");
        input.put("hint", null);
        input.put("sizes", List.of(1, 2.5));

        CreateTasks call =
                CreateTasks.of(OPERATION, OPTIONS, List.of(NewTask.of(POOL, Map.of()), NewTask.of(POOL, input)));

        assertBody(
                call,
                "[{'__item_idx':'0','pool_id':'21','input_values':{}},{'__item_idx':'1','pool_id':'21',"
                        + "'input_values':{'image':'http://é','hint':null,'sizes':[1,2.5]}}]");
        assertThat(call.skipInvalidItems()).isTrue();
        assertThat(call.allowDefaults()).isFalse();
        assertThat(call.openPool()).isTrue();
    }

    @Test
    void encodesEverythingThatATaskCanSay() throws IOException {
        NewTask task = NewTask.of(POOL, Map.of("a", 1))
                .withOverlap(Overlap.of(3))
                .withKnownSolutions(List.of(new Solution(Map.of("r", "OK"), 0.8)))
                .withBaselineSolutions(List.of(new Solution(Map.of("r", "NO"), 0.5)))
                .withHint("look", new Localization("EN", Map.of("FR", "regarde")))
                .withAudience(new Audience(List.of("u1"), List.of("u2"), List.of("t1"), List.of("t2"), List.of("t3")));

        CreateTasks call = CreateTasks.of(OPERATION, OPTIONS, List.of(task));

        assertBody(
                call,
                "[{'__item_idx':'0','pool_id':'21','input_values':{'a':1},'overlap':3,"
                        + "'known_solutions':[{'output_values':{'r':'OK'},'correctness_weight':0.8}],"
                        + "'baseline_solutions':[{'output_values':{'r':'NO'},'confidence_weight':0.5}],"
                        + "'message_on_unknown_solution':'look','localization_config':{'default_language':'EN',"
                        + "'additional_languages':[{'language':'FR','message_on_unknown_solution':{'value':'regarde','source':'REQUESTER'}}]},"
                        + "'reserved_for':['u1'],'unavailable_for':['u2'],"
                        + "'traits_all_of':['t1'],'traits_any_of':['t2'],'traits_none_of_any':['t3']}]");
    }

    @Test
    void encodesAnInfiniteOverlap() throws IOException {
        NewTask task = NewTask.of(POOL, Map.of()).withOverlap(Overlap.INFINITE);

        CreateTasks call = CreateTasks.of(OPERATION, OPTIONS, List.of(task));

        assertBody(call, "[{'__item_idx':'0','pool_id':'21','input_values':{},'infinite_overlap':true}]");
    }

    @Test
    void refusesWhatNoTaskCanBe() {
        NewTask task = NewTask.of(POOL, Map.of());

        assertThatThrownBy(() -> CreateTasks.of(OPERATION, OPTIONS, List.of())).hasMessageContaining("no task");
        assertThatThrownBy(() -> task.withOverlap(Overlap.of(0))).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> Overlap.of(30_001)).hasMessageContaining("30000");
        assertThatThrownBy(() -> new Solution(Map.of(), 1.5)).hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> new CreateTasks(OPERATION, true, true, true, new byte[0]))
                .hasMessageContaining("the body is empty");
        assertThatThrownBy(() -> new CreateTasks(OPERATION, true, true, true, new byte[3], 2, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void showsNoPayloadAsText() {
        CreateTasks call = CreateTasks.of(OPERATION, OPTIONS, List.of(NewTask.of(POOL, Map.of())));

        assertThat(call).hasToString("CreateTasks[operationId=" + OPERATION + ", length=" + call.length() + "]");
    }

    @Test
    void refusesIdsThatWouldLeadElsewhere() {
        for (String id : Arrays.asList("", "..", "../requester", "a/b", "a?b", "a b", "-", "é", "a".repeat(129))) {
            assertThatThrownBy(() -> new PoolId(id))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("pool id of " + id.length() + " characters");
        }
        assertThat(new TaskId("000248a756--6422ca21e5997032541d856b"))
                .hasToString("000248a756--6422ca21e5997032541d856b");
    }
}
