#!/usr/bin/env bash
# Whole processes of the native build: median wall time, mean processor time and largest memory of each case, as a Markdown table.
#   bash tests/Benchmarks/run.sh [RUNS] [COUNT…]      5 runs of 10000 and 100000 unless given
# Builds artifacts/linux-x64/xmppstate if it is not there; needs GNU time (Debian package: time).
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-5}
shift || true
counts=("${@:-10000}")
[ $# -gt 0 ] || counts=(10000 100000)

fail() { echo "tests/Benchmarks/run.sh: $*" >&2; exit 1; }

[ -x /usr/bin/time ] || fail "GNU time is missing: apt-get install time"
program=$PWD/artifacts/linux-x64/xmppstate
[ -x "$program" ] || bash src/publish.sh linux-x64 >&2
inputs=$PWD/tests/Benchmarks/inputs.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Name of the case, then the command; one row from the runs, the first of which is not counted: it fills the file cache.
measure() {
  local name=$1
  shift
  : >"$folder/times"
  "$@" >"$folder/output" 2>&1 || { tail -n 5 "$folder/output" >&2; fail "$name failed"; }
  for ((run = 0; run < runs; run++)); do
    /usr/bin/time -a -o "$folder/times" -f "%e %M %U %S" "$@" >/dev/null 2>&1 || fail "$name failed"
  done
  sort -n "$folder/times" | awk -v name="$name" '{ wall[NR] = $1; busy += $3 + $4; if ($2 > most) most = $2 } END { printf "| %s | %.2f s | %.2f s | %.0f MB |\n", name, wall[int((NR + 1) / 2)], busy / NR, most / 1000 }'
}

# GNU time counts hundredths of a second; a hundred starts are timed as one.
version() {
  local begin end
  begin=$(date +%s%N)
  for ((run = 0; run < 100; run++)); do "$program" --version >/dev/null; done
  end=$(date +%s%N)
  awk -v nanoseconds=$((end - begin)) 'BEGIN { printf "| version | %.1f ms | | |\n", nanoseconds / 1e8 }'
}

echo "| case | median wall time | mean processor time | most memory |"
echo "|---|---|---|---|"
version
for count in "${counts[@]}"; do
  bash "$inputs" "$folder/$count" "$count"
  cd "$folder/$count/validate"
  sed '/^srvRecords:/,$d' state.yaml >partners.yaml
  measure "validate, $count partners" "$program" validate -f partners.yaml
  measure "validate, $count partners and $count SRV record sets" "$program" validate -f state.yaml
  cd "$folder/$count/zone"
  measure "plan, $count SRV record sets in a zone file, ten differences, JSON and Markdown written" \
    "$program" plan -f state.yaml --format json=plan.json --format markdown=plan.md
  grep -q '4 to add, 4 to change, 2 to destroy' "$folder/output" || fail "the plan has other differences than the ten of the inputs"
done

# A file per partner: 10,000 of them are enough to flush to a disk.
bash "$inputs" "$folder/live" 10000
cd "$folder/live/local"
/usr/bin/time -o "$folder/times" -f "%e %M %U %S" "$program" apply -f state.yaml --auto-approve >"$folder/output" 2>&1 || fail "apply failed"
awk 'END { printf "| apply, 10000 partners created in a live folder (one run) | %.2f s | %.2f s | %.0f MB |\n", $1, $3 + $4, $2 / 1000 }' "$folder/times"
measure "plan, 10000 partners in a live folder, no difference" "$program" plan -f state.yaml
