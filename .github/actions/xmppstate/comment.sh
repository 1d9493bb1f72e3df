#!/usr/bin/env bash
# One comment on the pull request for each command and deployment: written once, then kept up to date. It is known by its first line, which
# comes from the workflow and not from the files, and by its author: anybody can write a line.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/say.sh"
check_name "$DEPLOYMENT"
[[ $PULL_REQUEST =~ ^[0-9]+$ ]] || fail "No pull request" "pull-request is '$PULL_REQUEST', not a number." 64

# Below what GitHub accepts: 65,536 characters.
most=65000
export MARKER="<!-- xmppstate-action:$COMMAND:$DEPLOYMENT -->" AUTHOR
body=$(mktemp "$RUNNER_TEMP/xmppstate-XXXXXX")
{
  printf '%s\n' "$MARKER"
  if [ -n "$REPORT" ] && [ "$(LC_ALL=C.UTF-8 wc -m <"$REPORT")" -le "$most" ]; then
    cat "$REPORT"
  else
    printf '### %s\n\n**%s ended with %s and left no report that fits here.**\n' "$DEPLOYMENT" "$COMMAND" "${EXITCODE:-an error}"
  fi
  printf '\n[%s](%s)\n' "The run" "$(run_address)"
} >"$body"

comment=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments?per_page=100" \
  --jq '.[] | select(.user.login == env.AUTHOR and (.body | startswith(env.MARKER))) | .id')
# Should there ever be two, the first is kept up to date.
comment=${comment%%$'\n'*}
if [ -n "$comment" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$comment" -F "body=@$body" --silent
else
  gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments" -F "body=@$body" --silent
fi
