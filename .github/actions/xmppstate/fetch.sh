#!/usr/bin/env bash
# Fetches the plan of the run that approved.sh found, into a folder of its own: nothing of the artifact but plan.json is used.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/say.sh"
check_name "$DEPLOYMENT"

folder=$(mktemp -d "$RUNNER_TEMP/xmppstate-XXXXXX")
gh run download "$RUN" --repo "$GITHUB_REPOSITORY" --name "xmpp-plan-$DEPLOYMENT" --dir "$folder"
if [ ! -f "$folder/plan.json" ] || [ -L "$folder/plan.json" ]; then fail "The plan is gone" "The artifact of run $RUN holds no plan. Plan anew, by hand, and apply that run's plan."; fi
output plan "$folder/plan.json"
