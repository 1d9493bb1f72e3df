#!/usr/bin/env bash
# Runs every test. Installs what the tests need where apt can, builds everything once, publishes the native file while the tests that do not
# start it run, and ends with "N passed, N failed" from the real counts. A server or tool that is missing is a failure, never a skip.
#   bash tests/run.sh              everything
#   bash tests/run.sh Engine       only the projects whose name contains the word
#   TEST_JOBS=2 bash tests/run.sh  two projects at a time; one unless given
set -uo pipefail
cd "$(dirname "$0")/.."
only=${1:-}
jobs=${TEST_JOBS:-1}
results=artifacts/test-results
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

fail() { echo "tests/run.sh: $*" >&2; exit 1; }

command -v dotnet >/dev/null || fail "the .NET SDK is missing: see https://dotnet.microsoft.com/download (version in global.json)"

# command → Debian package
need() {
  local missing=()
  while [ $# -gt 0 ]; do
    command -v "$1" >/dev/null || [ -e "$1" ] || case " ${missing[*]} " in *" $2 "*) ;; *) missing+=("$2") ;; esac
    shift 2
  done
  [ ${#missing[@]} -eq 0 ] && return
  command -v apt-get >/dev/null || fail "please install: ${missing[*]}"
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  # Debian starts a server when it is installed, unless this file says no. The tests start their own, in folders and on ports of their own.
  local policy=/usr/sbin/policy-rc.d forbid=""
  if [ ! -e "$policy" ]; then
    forbid=$policy
    trap "$sudo rm -f $policy" EXIT
    printf '#!/bin/sh\nexit 101\n' | $sudo tee "$policy" >/dev/null && $sudo chmod +x "$policy"
  fi
  local installed=1
  for attempt in 1 2 3; do
    echo "installing ${missing[*]} (attempt $attempt)"
    { $sudo apt-get update -q && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -q -y --no-install-recommends "${missing[@]}"; } >/tmp/xmppstate-apt.log 2>&1 && installed=0 && break
    # A run that broke half-way is mended before the next.
    $sudo dpkg --configure -a >>/tmp/xmppstate-apt.log 2>&1
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -q -y -f >>/tmp/xmppstate-apt.log 2>&1
    sleep $((attempt * 5))
  done
  [ -z "$forbid" ] || $sudo rm -f "$forbid"
  trap - EXIT
  [ "$installed" -eq 0 ] && return
  tail -n 20 /tmp/xmppstate-apt.log >&2
  fail "could not install: ${missing[*]}"
}
# Servers lie where a user's PATH does not look.
PATH=$PATH:/usr/sbin:/sbin
need named-checkzone bind9-utils named-compilezone bind9-utils gcc gcc /usr/include/zlib.h zlib1g-dev git git \
  named bind9 rndc bind9-utils knotd knot knotc knot named-checkconf bind9-utils dig bind9-dnsutils nsupdate bind9-dnsutils openssl openssl curl curl \
  pebble pebble lego lego dehydrated dehydrated prosody prosody /usr/share/doc/lua-unbound lua-unbound ejabberdctl ejabberd sshd openssh-server ssh-keygen openssh-client \
  node nodejs npm npm chromium chromium jq jq shellcheck shellcheck zsh zsh fish fish

# What outputs are held against comes from npm, in the versions of the lock file; again only when that changed.
if ! cmp -s tests/Tools/package-lock.json tests/Tools/node_modules/.installed; then
  for attempt in 1 2 3; do
    echo "installing tests/Tools (attempt $attempt)"
    (cd tests/Tools && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) && cp tests/Tools/package-lock.json tests/Tools/node_modules/.installed && break
    [ "$attempt" -lt 3 ] || fail "could not install tests/Tools"
    sleep $((attempt * 5))
  done
fi

echo "== build"
# One compiler for all projects, started once: it halves the build. It is ended with this script, whatever the environment says of such servers.
export UseSharedCompilation=true
trap 'dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1' EXIT
dotnet build XmppDesiredState.sln -c Release -v quiet --nologo || fail "the build failed"

# Whatever tests leave behind, also when they are killed, goes with this folder.
TMPDIR=$(mktemp -d)
export TMPDIR
# A fixture's server whose test process was killed is ended by the id it wrote there.
clear_up() {
  local id
  for id in $(jobs -p); do kill "$id" 2>/dev/null; done
  dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1
  for id in "$TMPDIR"/xds-*/server.pid; do [ ! -s "$id" ] || kill -9 "$(cat "$id")" 2>/dev/null; done
  rm -rf "$TMPDIR"
}
trap clear_up EXIT

rm -rf "$results"
mkdir -p "$results"
status=0

# Where several things run at once, each writes a file, shown when it has ended.
bash src/publish.sh linux-x64 >"$results/native.log" 2>&1 &
native=$!

# By the id of its process.
declare -A running=()

begin() {
  [ "${#running[@]}" -lt "$jobs" ] || await_one
  exec_project "$1" &
  running[$!]=$1
}

exec_project() {
  exec "tests/$1/bin/Release/net10.0/$1" --report-trx --report-trx-filename "$1.trx" --results-directory "$PWD/$results" --progress off --no-ansi >"$results/$1.log" 2>&1
}

# Ends one of those under way, whichever is first.
await_one() {
  local ended code=0 name
  wait -n -p ended "${!running[@]}" || code=$?
  name=${running[$ended]}
  unset "running[$ended]"
  cat "$results/$name.log"
  [ "$code" -eq 0 ] || status=1
  [ -s "$results/$name.trx" ] || { echo "$name left no results" >&2; status=1; }
}

# Those that start the native file.
begin_native() {
  local name
  wait "$native" || { cat "$results/native.log" >&2; fail "the native build failed"; }
  cat "$results/native.log"
  for name in "${with_native[@]}"; do begin "$name"; done
  with_native=() native=
}

echo "== test"
with_native=() others=()
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  case $name in *"$only"*) ;; *) continue ;; esac
  case $name in *.Cli.Tests) with_native+=("$name") ;; *) others+=("$name") ;; esac
done
for name in "${others[@]}"; do
  [ "${#running[@]}" -lt "$jobs" ] || await_one
  [ -z "$native" ] || kill -0 "$native" 2>/dev/null || begin_native
  begin "$name"
done
[ -z "$native" ] || begin_native
while [ "${#running[@]}" -gt 0 ]; do await_one; done

count() { cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*>" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }
passed=$(count passed)
failed=$(count failed)
skipped=$(count notExecuted)
[ "$skipped" -eq 0 ] || { echo "$skipped tests were skipped: none may be" >&2; status=1; }
[ "$passed" -gt 0 ] || status=1
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed"
exit $status
