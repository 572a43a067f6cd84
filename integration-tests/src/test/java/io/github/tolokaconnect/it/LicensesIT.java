package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The licences of everything that is shipped, and the file that names them. */
class LicensesIT {

    /** Licences that ask for no more than their text and a notice. */
    private static final Set<String> ALLOWED =
            Set.of("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MIT-0", "CC0-1.0");

    /** Libraries that come under one of several licences, as we like. Each needs a reason to be here: its own page says "or". */
    private static final Map<String, String> CHOSEN = Map.of();

    @Test
    void allowWhatIsShipped() throws IOException {
        for (var bill : BillOfMaterials.ofTheProject()) {
            assertThat(bill.libraries()).isNotEmpty().allSatisfy(library -> {
                var chosen = CHOSEN.get(library.coordinates());
                assertThat(library.licenses())
                        .as("licences of %s in %s: allowed are %s", library.coordinates(), bill.artifact(), ALLOWED)
                        .isNotEmpty()
                        .satisfies(licenses -> assertThat(ALLOWED.containsAll(licenses) || licenses.contains(chosen))
                                .isTrue());
            });
        }
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
                        "NOTICE is out of date; run: mvn -pl integration-tests -am verify -Dit.test=LicensesIT -Dupdate.docs=true")
                .isEqualTo(notice);
    }
}
