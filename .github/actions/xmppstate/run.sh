#!/usr/bin/env bash
# Runs the tool once and hands on its exit code and everything it wrote. Ends with 0 whatever the tool says: verdict.sh judges, behind the
# comment and the issue.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/say.sh"
. "$here/federate.sh"

folder=$(mktemp -d "$RUNNER_TEMP/xmppstate-XXXXXX")
arguments=("$COMMAND")
formats=()
json=$folder/$COMMAND.json
case $COMMAND in
  validate) formats=("markdown=$folder/$COMMAND.md") ;;
  plan | drift | verify) formats=("markdown=$folder/$COMMAND.md" "json=$json") ;;
  apply) formats=("markdown=$folder/$COMMAND.md" "json=$json") ;;
  deployments) formats=("json=$json") ;;
  *) fail "No such command" "command is '$COMMAND': write validate, plan, apply, drift, verify or deployments." 64 ;;
esac

# NAME=VALUE in one word, so that no value is taken for an option.
while IFS= read -r file; do [ -z "$file" ] || arguments+=("--file=$file"); done <<<"$FILES"
[ -z "$CONNECTIONS" ] || arguments+=("--connections=$CONNECTIONS")
if [ "$COMMAND" = plan ] && [ -n "$PLAN_FILE" ]; then arguments+=("--out=$PLAN_FILE"); fi
if [ "$COMMAND" = drift ] && [ -n "$FAIL_ON" ]; then arguments+=("--fail-on=$FAIL_ON"); fi
case $COMMAND in plan | apply | drift | verify) [ "$NO_EXEC" != true ] || arguments+=(--no-exec) ;; esac
while IFS= read -r argument; do [ -z "$argument" ] || arguments+=("$argument"); done <<<"$MORE"
if [ "$COMMAND" = deployments ] && [ -n "${CHANGED_SINCE:-}" ]; then arguments+=("--changed-since=$CHANGED_SINCE"); fi
# Text goes to the log, from which the tool keeps workflow commands away.
for format in "${formats[@]}"; do arguments+=("--format=$format"); done
arguments+=(--format=github)
if [ "$COMMAND" = apply ] && [ -n "$PLAN_FILE" ]; then arguments+=("$PLAN_FILE"); fi

renewer=
trap '[ -z "$renewer" ] || kill "$renewer" 2>/dev/null || true' EXIT
if [ -n "${CLIENT_ID:-}" ] && [ "$COMMAND" != validate ] && [ "$COMMAND" != deployments ]; then
  # Beside what is kept as an artifact, never in it.
  federate "$(mktemp -d "$RUNNER_TEMP/xmppstate-XXXXXX")"
fi

code=0
# What could ask for more tokens is not for the tool, nor for the programs that it starts. Without a workspace it tells places from the root of
# the repository around the files, as GitHub wants them: the checkout may lie in a folder of its own.
env -u GITHUB_WORKSPACE -u GH_TOKEN -u GITHUB_TOKEN -u ACTIONS_ID_TOKEN_REQUEST_TOKEN -u ACTIONS_ID_TOKEN_REQUEST_URL "$PROGRAM" "${arguments[@]}" || code=$?

# Behind what the tool wrote there: it may have ended before it could write anything.
output exitcode "$code"
output folder "$folder"
if [ -s "$json" ]; then output json_path "$json"; fi
if [ -s "$folder/$COMMAND.md" ]; then output markdown_path "$folder/$COMMAND.md"; fi
if [ -s "$folder/$COMMAND.html" ]; then output html_path "$folder/$COMMAND.html"; fi
if [ "$COMMAND" = deployments ] && [ -s "$json" ]; then output deployments "$(cat "$json")"; fi
