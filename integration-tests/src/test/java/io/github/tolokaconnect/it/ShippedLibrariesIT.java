package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The libraries of everything that is shipped: they are listed, may be passed on, and are named. */
class ShippedLibrariesIT {

    /** Licences that ask for no more than their text and a notice. */
    private static final Set<String> ALLOWED = Set.of("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT");

    /** Libraries that their authors offer under several licences, and the one that this project takes them under. */
    private static final Map<String, String> CHOSEN =
            Map.of("org.hdrhistogram:HdrHistogram", "BSD-2-Clause", "org.rocksdb:rocksdbjni", "Apache-2.0");

    @Test
    void areThoseOfTheBillOfMaterials() throws IOException {
        try (var jars = Files.list(Artifacts.streamsAppLibraries())) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            BillOfMaterials.of("streams-app", "toloka-streams-app").libraries().stream()
                                    .map(BillOfMaterials.Library::jar)
                                    .toList());
        }
    }

    @Test
    void comeUnderLicencesThatMayBePassedOn() throws IOException {
        for (var bill : BillOfMaterials.ofTheProject()) {
            assertThat(bill.libraries()).isNotEmpty().allSatisfy(library -> {
                var chosen = CHOSEN.get(library.coordinates());
                assertThat(library.licenses())
                        .as("%s in %s has no licence of %s", library.coordinates(), bill.artifact(), ALLOWED)
                        .isNotEmpty()
                        .satisfies(licenses -> assertThat(
                                        ALLOWED.containsAll(licenses) || (chosen != null && licenses.contains(chosen)))
                                .isTrue());
            });
        }
        assertThat(ALLOWED).containsAll(CHOSEN.values());
    }

    @Test
    void areNamedInTheNotice() throws IOException {
        var file = Artifacts.home().resolve("NOTICE");
        var notice = Notice.of(BillOfMaterials.ofTheProject(), CHOSEN);
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(file, notice);
        }
        assertThat(Files.readString(file))
                .as(
                        "NOTICE is out of date; run: mvn -pl integration-tests -am verify -Dit.test=ShippedLibrariesIT -Dupdate.docs=true")
                .isEqualTo(notice);
    }
}
