# The streams app with its page.
FROM eclipse-temurin:17-jre
LABEL org.opencontainers.image.title="Toloka Connect streams app" \
      org.opencontainers.image.description="Selects, correlates, repairs and monitors labeling tasks; with a page and an HTTP API." \
      org.opencontainers.image.version="0.2.0" \
      org.opencontainers.image.licenses="Apache-2.0"
# What changes least comes first. The brackets let the copies pass without a build, so that the last step can say what is missing.
COPY LICENSE streams-app/target/li[b] /opt/toloka-streams-app/lib/
COPY config/streams/streams-app.properties streams-app/target/toloka-streams-app.ja[r] /opt/toloka-streams-app/
COPY docker/health /usr/local/bin/
RUN test -f /opt/toloka-streams-app/toloka-streams-app.jar && test -f /opt/toloka-streams-app/lib/kafka-streams-*.jar || { \
    echo "streams-app/target/toloka-streams-app.jar or streams-app/target/lib is missing: run bin/compose, or mvn -DskipTests package before docker compose" >&2; exit 1; }; \
    install -d -o 10001 -g 10001 /var/lib/toloka-streams-app
USER 10001
EXPOSE 8090
VOLUME /var/lib/toloka-streams-app
# State outside of the heap has state.memory.bytes of its own.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=45", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/toloka-streams-app/toloka-streams-app.jar", \
    "--config", "/opt/toloka-streams-app/streams-app.properties", \
    "--override", "http.host=0.0.0.0", "--override", "state.dir=/var/lib/toloka-streams-app"]
