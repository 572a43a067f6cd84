# The simulator of the API.
FROM eclipse-temurin:17-jre
LABEL org.opencontainers.image.title="Toloka simulator" \
      org.opencontainers.image.description="Simulates the Toloka API: tasks, operations, quotas and faults on order." \
      org.opencontainers.image.version="0.2.0" \
      org.opencontainers.image.licenses="Apache-2.0"
# The brackets let the copy pass without a build, so that the next line can say what is missing.
COPY LICENSE simulator/target/toloka-simulator.ja[r] /opt/toloka-simulator/
RUN test -f /opt/toloka-simulator/toloka-simulator.jar || { \
    echo "simulator/target/toloka-simulator.jar is missing: run bin/compose, or mvn -DskipTests package before docker compose" >&2; exit 1; }
COPY docker/health /usr/local/bin/
USER 10001
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/toloka-simulator/toloka-simulator.jar", "--host", "0.0.0.0"]
