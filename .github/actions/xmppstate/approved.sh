#!/usr/bin/env bash
# Finds the run whose plan was read before the merge. What comes from here only narrows what apply does: apply plans anew and
# executes nothing that this plan does not say, so a forged one could approve no more than what the merged files ask for.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/say.sh"
check_name "$DEPLOYMENT"
[[ $PLAN_WORKFLOW =~ ^[A-Za-z0-9._-]+\.ya?ml$ ]] || fail "No workflow" "plan-workflow is '$PLAN_WORKFLOW', not the name of a file in .github/workflows." 64
[[ $PLAN_RUN =~ ^[0-9]*$ ]] || fail "No run" "plan-run is '$PLAN_RUN', not a number." 64
export PLAN_RUN

# COMMIT EVENT: the newest run that succeeded; never one of a fork.
run_of() {
  EVENT=$2 gh api "repos/$GITHUB_REPOSITORY/actions/workflows/$PLAN_WORKFLOW/runs?head_sha=$1&event=$2&status=success&per_page=100" \
    --jq '[.workflow_runs[] | select(.head_repository.full_name == env.GITHUB_REPOSITORY and .event == env.EVENT and .conclusion == "success"
      and (env.PLAN_RUN == "" or (.id | tostring) == env.PLAN_RUN)) | .id] | first // empty'
}

if [ -n "$PLAN_RUN" ]; then
  run=$(run_of "$GITHUB_SHA" workflow_dispatch)
  [ -n "$run" ] || fail "No such plan" "Run $PLAN_RUN is no run of $PLAN_WORKFLOW by hand on this very commit that succeeded."
  from="run $run, by hand"
else
  # A queue merges the very commit that it planned.
  run=$(run_of "$GITHUB_SHA" merge_group)
  from="the merge queue"
  if [ -z "$run" ]; then
    pull=$(gh api "repos/$GITHUB_REPOSITORY/commits/$GITHUB_SHA/pulls" \
      --jq '[.[] | select(.merged_at != null and .merge_commit_sha == env.GITHUB_SHA and .base.repo.full_name == env.GITHUB_REPOSITORY
        and .head.repo.full_name == env.GITHUB_REPOSITORY) | "\(.number) \(.head.sha)"] | first // empty')
    [ -n "$pull" ] || fail "Nothing was approved" "Commit $GITHUB_SHA is of no pull request of this repository that was merged. Run $PLAN_WORKFLOW by hand, read its plan, and run this workflow by hand with that run's number."
    run=$(run_of "${pull##* }" pull_request)
    from="pull request #${pull%% *}"
  fi
  [ -n "$run" ] || fail "Nothing was approved" "No run of $PLAN_WORKFLOW for $from succeeded. Run it by hand, read its plan, and run this workflow by hand with that run's number."
fi

names=$(gh api "repos/$GITHUB_REPOSITORY/actions/runs/$run/artifacts?per_page=100" --paginate --jq '.artifacts[] | select(.expired | not) | .name')
again="Run $PLAN_WORKFLOW by hand, read its plan, and run this workflow by hand with that run's number."
grep -Fxq xmpp-deployments <<<"$names" || fail "The plan is gone" "What run $run planned is not kept any more. $again"
if ! grep -Fxq "xmpp-plan-$DEPLOYMENT" <<<"$names"; then
  say notice "Nothing to apply" "$from changes nothing that $DEPLOYMENT is made of."
  exit 0
fi
echo "The plan of $DEPLOYMENT comes from $from, run $run."
output run "$run"
output from "$from"
