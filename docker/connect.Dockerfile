# A Connect worker with the plugin, on Kafka's own image. It is run with a worker file at /etc/toloka-connect/connect-distributed.properties.
ARG KAFKA_VERSION=4.3.1
FROM apache/kafka:${KAFKA_VERSION}
LABEL org.opencontainers.image.title="Kafka Connect worker with Toloka Connect" \
      org.opencontainers.image.description="Apache Kafka Connect with the sink connector that turns records into labeling tasks." \
      org.opencontainers.image.version="0.2.0" \
      org.opencontainers.image.licenses="Apache-2.0"
# The brackets let the copies pass without a build, so that the next line can say what is missing.
COPY LICENSE connector/target/agen[t] /opt/toloka-connect/
COPY LICENSE connector/target/plugi[n] /opt/kafka/plugins/
RUN test -n "$(find /opt/kafka/plugins -name 'kafka-connect-toloka-*.jar')" && test -f /opt/toloka-connect/jmx_prometheus_javaagent.jar || { \
    echo "connector/target/plugin or connector/target/agent is missing: run bin/compose, or mvn -DskipTests package before docker compose" >&2; exit 1; }
COPY docker/health /usr/local/bin/
COPY config/connect/connect-log4j2.yaml config/connect/jmx-exporter.yml /etc/toloka-connect/
ENV KAFKA_LOG4J_OPTS=-Dlog4j2.configurationFile=/etc/toloka-connect/connect-log4j2.yaml LOG_DIR=/tmp
USER appuser
EXPOSE 8083 9404
# The agent is for this process alone: with ENV, every tool that is run in the container would want its port as well.
CMD ["env", "KAFKA_OPTS=-javaagent:/opt/toloka-connect/jmx_prometheus_javaagent.jar=9404:/etc/toloka-connect/jmx-exporter.yml", \
    "/opt/kafka/bin/connect-distributed.sh", "/etc/toloka-connect/connect-distributed.properties"]
