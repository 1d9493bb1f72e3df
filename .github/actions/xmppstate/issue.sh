#!/usr/bin/env bash
# One issue for each deployment that drifts: opened, kept up to date, closed when it is clean, reopened when it drifts again. What could not
# be looked at says nothing of what is live: then it is left as it is.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/say.sh"
check_name "$DEPLOYMENT"

case $EXITCODE in
  2) ;;
  0) [ "$COMPLETE" = true ] || { say warning "Drift of $DEPLOYMENT" "Not everything was read: the issue is left as it is."; exit 0; } ;;
  5) say notice "Drift of $DEPLOYMENT" "Somebody applies just now, so nothing was compared: the issue is left as it is."; exit 0 ;;
  *) say warning "Drift of $DEPLOYMENT" "drift ended with ${EXITCODE:-an error}, so what is live is not known: the issue is left as it is."; exit 0 ;;
esac

export MARKER="<!-- xmppstate-action:drift:$DEPLOYMENT -->" AUTHOR
label=xmppstate-drift
issue=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues?state=all&labels=$label&per_page=100" \
  --jq '.[] | select(.user.login == env.AUTHOR and .pull_request == null and (.body // "" | startswith(env.MARKER))) | "\(.number) \(.state)"')
issue=${issue%%$'\n'*}
number=${issue%% *}
state=${issue##* }

if [ "$EXITCODE" = 0 ]; then
  [ "$state" = open ] || exit 0
  gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$number/comments" -f "body=Nothing drifts any more: $(run_address)" --silent
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/$number" -f state=closed -f state_reason=completed --silent
  exit 0
fi

body=$(mktemp "$RUNNER_TEMP/xmppstate-XXXXXX")
{
  printf '%s\n' "$MARKER"
  if [ -n "$REPORT" ] && [ "$(LC_ALL=C.UTF-8 wc -m <"$REPORT")" -le 65000 ]; then cat "$REPORT"; else printf 'It drifts; the run has the report.\n'; fi
  printf '\n[%s](%s)\n' "The run that saw it last" "$(run_address)"
} >"$body"

if [ -z "$number" ]; then
  gh api --method POST "repos/$GITHUB_REPOSITORY/issues" -f "title=Drift: $DEPLOYMENT" -F "body=@$body" -f "labels[]=$label" --silent
  exit 0
fi
if [ "$state" = closed ]; then
  gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$number/comments" -f "body=It drifts again: $(run_address)" --silent
fi
gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/$number" -f state=open -F "body=@$body" --silent
