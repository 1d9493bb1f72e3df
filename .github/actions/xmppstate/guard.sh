#!/usr/bin/env bash
# Who may be planned for. A fork's pull request gets no credentials from GitHub, so it cannot be planned; it is checked offline, and stays red
# so that nobody merges what nobody has seen planned.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/say.sh"

case $GITHUB_EVENT_NAME in
  pull_request)
    [ "$HEAD_REPOSITORY" != "$GITHUB_REPOSITORY" ] || exit 0
    why="This pull request comes from ${HEAD_REPOSITORY:-a fork that is gone}: its files were checked, but live systems are read only for branches of $GITHUB_REPOSITORY. Whoever has read the change pushes it to a branch here and opens a pull request from that."
    printf '### Not planned\n%s\n' "$why" >>"$GITHUB_STEP_SUMMARY"
    fail "Not planned" "$why"
    ;;
  merge_group | workflow_dispatch | push | schedule) ;;
  *) fail "Not planned" "Nothing is planned on $GITHUB_EVENT_NAME. pull_request_target above all would hand credentials to files of strangers: use pull_request." ;;
esac
