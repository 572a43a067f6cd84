# A Connect worker with the plugin, on Kafka's own image.
ARG KAFKA_VERSION=4.3.1
FROM apache/kafka:${KAFKA_VERSION}
COPY --chown=appuser:appuser connector/target/plugin/ /opt/kafka/plugins/
COPY config/connect/connect-distributed.properties config/connect/connect-log4j2.yaml /opt/toloka-connect/
ENV KAFKA_LOG4J_OPTS=-Dlog4j2.configurationFile=/opt/toloka-connect/connect-log4j2.yaml
USER appuser
EXPOSE 8083
CMD ["/opt/kafka/bin/connect-distributed.sh", "/opt/toloka-connect/connect-distributed.properties"]
