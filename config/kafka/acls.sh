#!/usr/bin/env bash
# Grants exactly the rights that are needed, with Kafka's own kafka-acls.sh, to three principals: the Connect worker, the connector's
# own clients (result.producer.*), and the streams app. Which right is for what: docs/how-to/least-privilege.md.
#
#   acls.sh --bootstrap-server HOST:PORT [--command-config FILE] [OPTION VALUE]… [--create-topics] [--print]
#
# --command-config  a properties file with the security settings of whoever may grant rights
# --worker          principal of the Connect worker; "User:connect-worker"
# --results         principal of result.producer.*; "User:toloka-results"
# --streams         principal of the streams app; "User:toloka-streams"
# --connector       the connector's name; "labeling" as in config/connector/production.json
# --namespace       its operation.namespace; "toloka-" and the connector's name
# --journal         its journal.topic; "toloka.journal." and the connector's name
# --sources         its topics, comma-separated; "labeling.tasks"
# --dead-letters    its dead letter queue; "labeling.tasks.dlq"
# --connect         group.id of the workers, with whose name their own topics begin; "toloka-connect"
# --application     application.id of the streams app; "toloka-streams-app"
# --create-topics   also the right to create topics that are missing; without it run create-topics.sh first, and set
#                   result.topics.create=false (connector) and topics.create=false (streams app)
# --print           print the commands instead of running them
#
# kafka-acls.sh is taken from the PATH, else from $KAFKA_HOME/bin, else from /opt/kafka/bin. Granting twice changes nothing.
set -euo pipefail

usage() {
    sed -n '2,/^set -/{/^set -/d; s/^# \{0,1\}//; p;}' "$0" >&2
    exit 2
}

client=() create= run=(kafka-acls.sh)
worker=User:connect-worker results=User:toloka-results streams=User:toloka-streams
connector=labeling namespace= journal= sources=labeling.tasks dead_letters=labeling.tasks.dlq
connect=toloka-connect application=toloka-streams-app
while [ $# -gt 0 ]; do
    case $1 in
        --create-topics) create=yes ;;
        --print) run=(echo kafka-acls.sh) ;;
        *)
            [ $# -ge 2 ] || usage
            case $1 in
                --bootstrap-server | --command-config) client+=("$1" "$2") ;;
                --worker) worker=$2 ;;
                --results) results=$2 ;;
                --streams) streams=$2 ;;
                --connector) connector=$2 ;;
                --namespace) namespace=$2 ;;
                --journal) journal=$2 ;;
                --sources) sources=$2 ;;
                --dead-letters) dead_letters=$2 ;;
                --connect) connect=$2 ;;
                --application) application=$2 ;;
                *) usage ;;
            esac
            shift
            ;;
    esac
    shift
done
case " ${client[*]-} " in *" --bootstrap-server "*) ;; *) usage ;; esac
namespace=${namespace:-toloka-$connector}
journal=${journal:-toloka.journal.$connector}
PATH=$PATH:${KAFKA_HOME:-/opt/kafka}/bin
if [ "${run[0]}" != echo ] && ! command -v kafka-acls.sh >/dev/null; then
    echo "acls: kafka-acls.sh is not on the PATH; set KAFKA_HOME to the directory of Kafka" >&2
    exit 1
fi

allow() { # allow PRINCIPAL OPERATION,… RESOURCE…: Write and Read include Describe
    local principal=$1 operation arguments=()
    for operation in ${2//,/ }; do
        arguments+=(--operation "$operation")
    done
    shift 2
    "${run[@]}" "${client[@]}" --add --allow-principal "$principal" "${arguments[@]}" "$@"
}
topics() { # topics NAME…: as arguments, in the array that allow is given
    topic=()
    local name
    for name; do topic+=(--topic "$name"); done
}
source_topics=()
for name in ${sources//,/ }; do source_topics+=(--topic "$name"); done

# The Connect worker: its own topics and group, the sink's consumer, and the dead letter queue.
allow "$worker" Read,Write,Create,DescribeConfigs --topic "$connect-" --resource-pattern-type prefixed
allow "$worker" Read --group "$connect"
allow "$worker" Read "${source_topics[@]}"
allow "$worker" Read,Delete --group "connect-$connector"
allow "$worker" Write --topic "$dead_letters"

# The connector's own clients: results, the journal, its transactions, and a look at what the sink's consumer has committed.
topics toloka.tasks-created toloka.validation-errors toloka.operation-status toloka.heartbeats
allow "$results" Write "${topic[@]}"
[ -z "$create" ] || allow "$results" Create "${topic[@]}" --topic "$journal"
allow "$results" Read,Write,DescribeConfigs --topic "$journal"
allow "$results" Write --transactional-id "$namespace-" --resource-pattern-type prefixed
allow "$results" Describe --group "connect-$connector"
allow "$results" Describe "${source_topics[@]}"

# The streams app: what it reads, what it reads back, what it writes, and its internal topics, group and transactions.
topics labeling.predictions toloka.answers \
    toloka.tasks-created toloka.validation-errors toloka.operation-status toloka.heartbeats
allow "$streams" Read "${topic[@]}"
[ -z "$create" ] || allow "$streams" Create "${topic[@]}"
topics labeling.control labeling.stats labeling.selected labeling.decisions labeling.label-drafts labeling.task-index
allow "$streams" Read,Write "${topic[@]}"
[ -z "$create" ] || allow "$streams" Create "${topic[@]}"
topics labeling.tasks labeling.tasks.parked labeling.tasks.dead labeling.labels labeling.dead-letters toloka.alerts
allow "$streams" Write "${topic[@]}"
[ -z "$create" ] || allow "$streams" Create "${topic[@]}"
allow "$streams" Read,Write,Create,Delete,DescribeConfigs --topic "$application-" --resource-pattern-type prefixed
allow "$streams" Read --group "$application"
allow "$streams" Write --transactional-id "$application-" --resource-pattern-type prefixed
