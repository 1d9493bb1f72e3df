# shellcheck shell=bash
# Signs the tool in to Azure as the federated identity of this job, without a secret and without a program beside it: a file with GitHub's
# token, which the tool takes as workload identity. The token lives for minutes and an apply may take hours, so the file is renewed.

# FILE
fetch_token() {
  local answer token
  # Over standard input: what stands in arguments can be read by every process.
  answer=$(curl --fail --silent --show-error --max-time 30 --retry 3 --config - "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=api%3A%2F%2FAzureADTokenExchange" \
    <<<"header = \"Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN\"") || return 1
  token=$(sed -n 's/.*"value" *: *"\([A-Za-z0-9_.=-]*\)".*/\1/p' <<<"$answer")
  [ -n "$token" ] || return 1
  (umask 077 && printf '%s' "$token" >"$1.new") && mv "$1.new" "$1"
}

# FOLDER; exports what the tool reads, and leaves the id of what renews it in renewer.
federate() {
  [ -n "${ACTIONS_ID_TOKEN_REQUEST_URL:-}" ] || fail "No token" "azure-client-id is given, and the job has no id-token: write."
  export AZURE_CLIENT_ID=$CLIENT_ID AZURE_TENANT_ID=$TENANT_ID AZURE_FEDERATED_TOKEN_FILE=$1/token
  fetch_token "$AZURE_FEDERATED_TOKEN_FILE" || fail "No token" "GitHub gave no token for this job."
  while sleep 240; do fetch_token "$AZURE_FEDERATED_TOKEN_FILE" || true; done >/dev/null 2>&1 &
  # run.sh ends it.
  # shellcheck disable=SC2034
  renewer=$!
}
