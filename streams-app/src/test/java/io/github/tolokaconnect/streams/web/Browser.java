package io.github.tolokaconnect.streams.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A real browser without a window: the machine's own Chromium, driven by its own driver. Waits for what a person would wait for, for twenty
 * seconds at most. What is named by CSS is the first visible such element.
 */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;
    private final WebDriverWait wait;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
        this.wait = new WebDriverWait(driver, PATIENCE);
        wait.ignoring(StaleElementReferenceException.class);
    }

    /** A browser that shows nothing yet, of the size of a desk's window. */
    public static Browser start() {
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(executable("chromium").toString());
        options.setCapability("goog:loggingPrefs", logging);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-component-update",
                "--disable-background-networking",
                "--disable-sync",
                "--window-size=1180,900");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(executable("chromedriver").toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static Path executable(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        name + " is not on the PATH; on Debian, install the packages chromium and chromium-driver"));
    }

    /** Shows the page at {@code url} from scratch. */
    public void open(URI url, String rest) {
        driver.get("about:blank");
        driver.get(url + rest);
    }

    /** Opens a tab in front of the present one, and looks at it. */
    public void openTab() {
        driver.switchTo().newWindow(WindowType.TAB);
    }

    /** Closes all tabs but the one in sight. */
    public void closeOtherTabs() {
        String kept = driver.getWindowHandle();
        for (String tab : driver.getWindowHandles()) {
            if (!tab.equals(kept)) {
                driver.switchTo().window(tab).close();
            }
        }
        driver.switchTo().window(kept);
    }

    /** Gives the window another size, as that of a phone. */
    public void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Says whether the person likes dark pages. */
    public void prefersDark(boolean isDark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
    }

    /** Waits until {@code css} shows {@code text}. */
    public void sees(String css, String text) {
        seesThat(css, shown -> shown.contains(text), "shows \"" + text + "\"");
    }

    /** Waits until the text of {@code css} is so. */
    public void seesThat(String css, Predicate<String> condition, String description) {
        wait.withMessage(() -> css + " never " + description + ", but shows: " + shown(css))
                .until(seen -> visible(css).anyMatch(element -> condition.test(element.getText())));
    }

    /** Waits until no {@code css} is visible. */
    public void seesNo(String css) {
        wait.withMessage(() -> css + " never goes")
                .until(seen -> visible(css).findAny().isEmpty());
    }

    /** What {@code css} shows now; all of it, if there are several. */
    public List<String> shown(String css) {
        return visible(css).map(WebElement::getText).toList();
    }

    /** Clicks on {@code css}, once it can be clicked. */
    public void click(String css) {
        clickOn(css, element -> true);
    }

    /** Clicks on the {@code css} that says {@code text}. */
    public void click(String css, String text) {
        clickOn(css, element -> element.getText().contains(text));
    }

    private void clickOn(String css, Predicate<WebElement> condition) {
        wait.withMessage(() -> css + " can never be clicked").until(seen -> {
            var found =
                    visible(css).filter(WebElement::isEnabled).filter(condition).findFirst();
            found.ifPresent(WebElement::click);
            return found.isPresent();
        });
    }

    /** Writes {@code text} into {@code css}, instead of what is there. */
    public void type(String css, String text) {
        wait.withMessage(() -> css + " cannot be written into").until(seen -> {
            var found = visible(css).findFirst();
            found.ifPresent(field -> {
                field.clear();
                field.sendKeys(text);
            });
            return found.isPresent();
        });
    }

    /** Presses a key, wherever the focus is. */
    public void press(Keys key) {
        driver.switchTo().activeElement().sendKeys(key);
    }

    /** Whether {@code css} has the focus. */
    public boolean hasFocus(String css) {
        return (boolean) run("return document.activeElement.matches(arguments[0])", css);
    }

    /** Runs JavaScript in the page, and returns what it returns. */
    public Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /** The page's address after the sign. */
    public String address() {
        return String.valueOf(run("return location.hash"));
    }

    /** What the browser complained of since it was last asked, other than answers that were no success. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("Failed to load resource") && !message.contains("net::ERR_"))
                .toList();
    }

    /** Keeps what the window shows, as a PNG file. */
    public void photograph(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Demands that nothing is wider than the window. */
    public void fits() {
        Object wide = run("""
                const scrolls = (element) => element && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
                return [...document.body.querySelectorAll('*')]
                  .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                  .filter((element) => !scrolls(element.parentElement))
                  .map((element) => `${element.tagName} ${element.id} ${element.className}`);""");
        assertThat((List<?>) wide).as("too wide in %s", address()).isEmpty();
        assertThat((long) run("return document.documentElement.scrollWidth"))
                .as("width of %s", address())
                .isLessThanOrEqualTo((long) run("return document.documentElement.clientWidth"));
    }

    private Stream<WebElement> visible(String css) {
        return driver.findElements(By.cssSelector(css)).stream().filter(WebElement::isDisplayed);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
