package io.github.tolokaconnect.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.reading.Readings;
import io.github.tolokaconnect.simulator.request.Fingerprint;
import io.github.tolokaconnect.simulator.request.Item;
import io.github.tolokaconnect.simulator.request.ListQuery;
import io.github.tolokaconnect.simulator.request.OperationId;
import io.github.tolokaconnect.simulator.request.Overlap;
import io.github.tolokaconnect.simulator.request.Slice;
import io.github.tolokaconnect.simulator.spill.SpillDirectory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The store beside a list that does the same without any cleverness. */
class TaskStoreLawsTest {
    private static final SpillDirectory SPILLS = new SpillDirectory(Path.of(System.getProperty("java.io.tmpdir")));
    private static final OperationId OPERATION = new OperationId(Conversation.ID);
    private static final int POOLS = 3;
    private static final List<ListQuery.Bound> BOUNDS = List.of(ListQuery.Bound.values());

    /** A task to be: its pool, which of ten contents it has, its overlap (0: infinite), and how long a text it brings. */
    record Draft(int pool, int content, int overlap, int bytes) {
        Item.Valid item() {
            String text = "{\"pool_id\":\"" + poolId(pool).value() + "\",\"input_values\":{\"n\":" + content
                    + "},\"message_on_unknown_solution\":\"" + "x".repeat(bytes) + "\"}";
            return new Item.Valid(
                    Slice.of(text.getBytes(StandardCharsets.UTF_8)), poolId(pool), overlapOf(overlap), fingerprint());
        }

        Fingerprint fingerprint() {
            return new Fingerprint((pool * 10L + content) * 0x9e37_79b9_7f4a_7c15L, content);
        }
    }

    /** Tasks created together some time later, and a change of one of all tasks afterwards. */
    record Step(int millis, boolean isOperation, List<Draft> drafts, int changed, int newOverlap) {}

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Draft> drafts = Combinators.combine(
                        Arbitraries.integers().between(0, POOLS - 1),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(0, 10, 1_000, 100_000))
                .as(Draft::new);
        return Combinators.combine(
                        Arbitraries.of(0, 0, 1, 999, 1_000),
                        Arbitraries.of(true, false),
                        drafts.list().ofMaxSize(12),
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.integers().between(-1, 3))
                .as(Step::new);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void everyReadingAgreesWithTheModel(@ForAll @Size(max = 10) List<@From("steps") Step> steps, @ForAll long seed) {
        try (TaskStore store = new TaskStore(SPILLS, Chance.of(seed))) {
            Model model = new Model();

            run(steps, store, model);

            model.compare(store, new SplittableRandom(seed));
        }
    }

    private static void run(List<Step> steps, TaskStore store, Model model) {
        Instant now = Conversation.START;
        for (Step step : steps) {
            now = now.plusMillis(step.millis());
            OperationId operationId = step.isOperation() ? OPERATION : null;
            List<Item.Valid> items = step.drafts().stream().map(Draft::item).toList();
            model.created(items, store.create(items, now, operationId), now, operationId);
            if (step.newOverlap() >= 0 && !model.tasks.isEmpty()) {
                model.change(step.changed() % model.tasks.size(), overlapOf(step.newOverlap()), store);
            }
        }
    }

    /** All tasks in the order of creation. */
    private static final class Model {
        private final List<CreatedTask> tasks = new ArrayList<>();
        private final Map<Fingerprint, CreatedTask> firsts = new HashMap<>();
        private final List<Duplicate> duplicates = new ArrayList<>();

        void created(List<Item.Valid> items, TaskBatch batch, Instant now, OperationId operationId) {
            List<CreatedTask> created = batch.asCreated();
            assertThat(created).hasSameSizeAs(items);
            for (int index = 0; index < items.size(); index++) {
                Item.Valid item = items.get(index);
                CreatedTask task = new CreatedTask(
                        created.get(index).id(), item.pool(), item::source, now, item.overlap(), operationId, null);
                assertThat(created.get(index).toLogInput()).isEqualTo(task.toLogInput());
                tasks.add(task);
                CreatedTask first = firsts.putIfAbsent(item.fingerprint(), task);
                if (first != null) {
                    duplicates.add(Duplicate.of(first, task));
                }
            }
        }

        void change(int index, Overlap overlap, TaskStore store) {
            ObjectNode changes = Wire.JSON.createObjectNode().put("message_on_unknown_solution", "changed");
            CreatedTask stored = store.task(tasks.get(index).id()).orElseThrow();
            store.replace(stored.with(overlap, changes));
            tasks.set(index, tasks.get(index).with(overlap, changes));
        }

        void compare(TaskStore store, SplittableRandom random) {
            assertThat(store.size()).isEqualTo(tasks.size());
            assertThat(store.duplicates()).isEqualTo(duplicates);
            assertThat(store.duplicateCount()).isEqualTo(duplicates.size());
            for (CreatedTask task : tasks) {
                assertThat(json(store.task(task.id()).orElseThrow())).isEqualTo(json(task));
            }
            for (int pool = 0; pool <= POOLS; pool++) {
                PoolId id = poolId(pool);
                List<CreatedTask> of =
                        tasks.stream().filter(task -> task.pool().equals(id)).toList();
                assertThat(store.size(id)).isEqualTo(of.size());
                assertThat(of)
                        .extracting(task -> task.id().toString())
                        .isSorted()
                        .doesNotHaveDuplicates();
                for (int index = 0; index < of.size(); index++) {
                    assertThat(json(store.at(id, index))).isEqualTo(json(of.get(index)));
                }
                for (int query = 0; query < 12; query++) {
                    comparePage(store, id, of, query(of, random));
                }
            }
        }

        private static void comparePage(TaskStore store, PoolId id, List<CreatedTask> all, ListQuery query) {
            List<CreatedTask> expected = all.stream()
                    .filter(task -> query.ranges().stream().allMatch(range -> range.admits(key(task, range.field()))))
                    .filter(task -> !query.equal().containsKey("overlap")
                            || query.equal().get("overlap").equals(key(task, "overlap")))
                    .sorted(order(query.sort()))
                    .toList();

            ListQuery.Page<CreatedTask> page = store.select(id, query);

            assertThat(page.rows().stream().map(Model::json).toList())
                    .as("%s", query)
                    .isEqualTo(expected.stream()
                            .limit(query.limit())
                            .map(Model::json)
                            .toList());
            assertThat(page.hasMore()).isEqualTo(expected.size() > query.limit());
        }

        private static Comparator<CreatedTask> order(List<ListQuery.Sort> sort) {
            Comparator<CreatedTask> order = Comparator.comparing(task -> 0);
            for (ListQuery.Sort by : sort) {
                Comparator<CreatedTask> next = Comparator.comparing(task -> key(task, by.field()));
                order = order.thenComparing(by.isDescending() ? next.reversed() : next);
            }
            return order;
        }

        private static ListQuery query(List<CreatedTask> tasks, SplittableRandom random) {
            ListQuery.Sort id = new ListQuery.Sort("id", random.nextBoolean());
            ListQuery.Sort created = new ListQuery.Sort("created", random.nextBoolean());
            List<List<ListQuery.Sort>> sorts =
                    List.of(List.of(), List.of(id), List.of(created, id), List.of(id, created));
            List<ListQuery.Range> ranges = new ArrayList<>();
            for (String field : List.of("id", "created", "overlap")) {
                String limit = tasks.isEmpty() ? "2026" : key(tasks.get(random.nextInt(tasks.size())), field);
                if (limit != null && random.nextInt(3) == 0) {
                    ranges.add(new ListQuery.Range(field, bound(random), limit));
                }
                if (random.nextInt(8) == 0) {
                    ranges.add(new ListQuery.Range(field, bound(random), "2"));
                }
            }
            Map<String, String> equal = random.nextInt(4) == 0 ? Map.of("overlap", ListQuery.numberKey(2)) : Map.of();
            return new ListQuery(sorts.get(random.nextInt(sorts.size())), ranges, equal, random.nextInt(1, 9));
        }

        private static ListQuery.Bound bound(SplittableRandom random) {
            return BOUNDS.get(random.nextInt(BOUNDS.size()));
        }

        private static String key(CreatedTask task, String field) {
            return switch (field) {
                case "id" -> task.id().toString();
                case "created" -> Wire.date(task.created());
                default ->
                    task.overlap().isInfinite()
                            ? null
                            : ListQuery.numberKey(task.overlap().count());
            };
        }

        private static JsonNode json(CreatedTask task) {
            return task.toJson(Readings.DEFAULT, 0).put("operation", String.valueOf(task.operationId()));
        }
    }

    @Test
    void pagesThroughTwentyThousandTasksOfOneInstant() {
        try (TaskStore store = new TaskStore(SPILLS, Chance.of(1))) {
            List<Item.Valid> items = new ArrayList<>();
            for (int index = 0; index < 20_000; index++) {
                items.add(new Draft(index / 10_000, index % 10, 1, 0).item());
            }
            store.create(items, Conversation.START, OPERATION);
            ListQuery last = new ListQuery(
                    List.of(new ListQuery.Sort("created", false), new ListQuery.Sort("id", true)),
                    List.of(),
                    Map.of(),
                    2);

            ListQuery.Page<CreatedTask> page = store.select(poolId(1), last);

            assertThat(page.rows())
                    .extracting(CreatedTask::id)
                    .containsExactly(
                            store.at(poolId(1), 9_999).id(),
                            store.at(poolId(1), 9_998).id());
            assertThat(store.duplicateCount()).isEqualTo(20_000 - 20);
        }
    }

    @Test
    void takesNoTaskOfAnotherSimulationForItsOwn() {
        try (TaskStore store = new TaskStore(SPILLS, Chance.of(1));
                TaskStore other = new TaskStore(SPILLS, Chance.of(2))) {
            List<Item.Valid> items = List.of(new Draft(0, 0, 1, 0).item());
            store.create(items, Conversation.START, null);
            other.create(items, Conversation.START, null);

            assertThat(store.task(other.at(poolId(0), 0).id())).isEmpty();
            assertThat(store.task(store.at(poolId(0), 0).id())).isPresent();
        }
    }

    private static PoolId poolId(int number) {
        return new PoolId(Integer.toString(1_001 + number));
    }

    private static Overlap overlapOf(int count) {
        return count == 0 ? Overlap.INFINITE : Overlap.of(count);
    }
}
