package io.github.tolokaconnect.streams.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class DedupTest {

    private static final String CAT = "{'input': {'image': 'cat', 'size': 1}, 'other': 'cat'}";

    @Test
    void isTheSameForFieldsThatMeanTheSame() throws Exception {
        assertThat(key("{}", "1001", "{'input': {'size': 1.0, 'image': 'cat'}}"))
                .isEqualTo(key("{}", "1001", CAT));
        assertThat(key("{'by': ['/other', '/input']}", "1001", CAT))
                .isEqualTo(key("{'by': ['/input', '/other', '/input']}", "1001", CAT));
    }

    @Test
    void looksAtNothingButItsFields() throws Exception {
        String by = "{'by': ['/input/image']}";

        assertThat(key(by, "1001", "{'input': {'image': 'cat', 'size': 2}}")).isEqualTo(key(by, "1001", CAT));
        assertThat(key(by, "1001", "{'input': {'image': 'dog', 'size': 1}}")).isNotEqualTo(key(by, "1001", CAT));
    }

    @Test
    void tellsPoolsAndFieldsApart() throws Exception {
        assertThat(key("{}", "1002", CAT)).isNotEqualTo(key("{}", "1001", CAT));
        assertThat(key("{'by': ['/other']}", "1001", CAT)).isNotEqualTo(key("{'by': ['/input/image']}", "1001", CAT));
    }

    @Test
    void namesTheFieldThatIsMissing() {
        assertThatExceptionOfType(UnmappableException.class)
                .isThrownBy(() -> key("{'by': ['/input/url']}", "1001", CAT))
                .withMessage("the route's field 'dedup' needs /input/url, and the prediction has nothing there");
    }

    private static DedupKey key(String dedup, String pool, String prediction) throws Exception {
        return Documents.read(Samples.json(dedup), Dedup.class).key(new PoolName(pool), Samples.tree(prediction));
    }
}
