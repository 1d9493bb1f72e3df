# shellcheck shell=bash
# What the scripts of this action say to GitHub. Text from files, titles and branches is escaped: no line of it begins a workflow command,
# no value ends an output early.

escape() {
  local text=$1
  text=${text//'%'/%25}
  text=${text//$'\r'/%0D}
  printf '%s' "${text//$'\n'/%0A}"
}

# LEVEL TITLE TEXT; the level is error, warning or notice.
say() {
  local title
  title=$(escape "$2")
  title=${title//':'/%3A}
  printf '::%s title=%s::%s\n' "$1" "${title//','/%2C}" "$(escape "$3")"
}

fail() {
  say error "$1" "$2"
  exit "${3:-1}"
}

random() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# NAME VALUE
output() {
  local end
  end=$(random)
  printf '%s<<%s\n%s\n%s\n' "$1" "$end" "$2" "$end" >>"$GITHUB_OUTPUT"
}

# A name that stands in markers, titles and artifacts.
check_name() {
  [[ $1 =~ ^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$ ]] || fail "No name of a deployment" "deployment is '$1': write letters, digits, dots, dashes and underscores." 64
}

run_address() { printf '%s/%s/actions/runs/%s' "${GITHUB_SERVER_URL:-https://github.com}" "$GITHUB_REPOSITORY" "${GITHUB_RUN_ID:-0}"; }
