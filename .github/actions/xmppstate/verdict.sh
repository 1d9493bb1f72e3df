#!/usr/bin/env bash
# Whether the job is green. Red is what somebody must see to now, and whatever must not be read as "all is well".
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/say.sh"

case $COMMAND:$EXITCODE in
  *:0) ;;
  plan:2) ;;
  apply:6)
    [ "${OVERDUE:-0}" = 0 ] || fail "Overdue" "What this apply waits for is overdue; its summary says what, and whose turn it is." 6
    say notice "Waiting" "Everything else holds. What waits is in the summary; any later apply goes on."
    ;;
  drift:2)
    [ "$ISSUE" = true ] || fail "It drifts" "What is live differs from what was declared; the summary says how." 2
    say warning "It drifts" "What is live differs from what was declared; the issue says how."
    ;;
  apply:4) fail "Refused" "Nothing was changed: what would be done now is not what was approved. Plan again, have that plan read, and apply it." 4 ;;
  *:5) fail "Locked" "Somebody else applies this deployment; the log says who. Nothing was done." 5 ;;
  verify:2) fail "Cannot work" "A domain cannot work; the summary says which, why, and whose the fix is." 2 ;;
  *) fail "Failed" "$COMMAND ended with ${EXITCODE:-an error}; the log says why." "${EXITCODE:-1}" ;;
esac
