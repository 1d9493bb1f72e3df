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

program=$PWD/artifacts/linux-x64/xmppstate
[ -x "$program" ] || bash src/publish.sh linux-x64 >&2
inputs=$PWD/tests/Benchmarks/inputs.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# shellcheck source=tests/Benchmarks/measure.sh
. tests/Benchmarks/measure.sh

# A hundred starts are timed as one.
version() {
  local begin end
  begin=$(date +%s%N)
  for ((run = 0; run < 100; run++)); do "$program" --version >/dev/null; done
  end=$(date +%s%N)
  awk -v nanoseconds=$((end - begin)) 'BEGIN { printf "| `--version` | 15 ms | %.1f ms | | |\n", nanoseconds / 1e8 }'
}

table
version
for count in "${counts[@]}"; do
  bash "$inputs" "$folder/$count" "$count"
  cd "$folder/$count/validate"
  sed '/^srvRecords:/,$d' state.yaml >partners.yaml
  linear=linear
  [ "$count" != 10000 ] || linear=
  add "\`validate\`, $count partners" "${linear:-0.4 s, 150 MB}" "$program" validate -f partners.yaml
  add "\`validate\`, $count partners and $count SRV record sets" "${linear:-the same, a stretch}" "$program" validate -f state.yaml
  measure
  cd "$folder/$count/zone"
  add "\`plan\`, $count SRV record sets in a zone file, ten differences, JSON and Markdown written" "${linear:-0.5 s}" "$program" plan -f state.yaml --format json=plan.json --format markdown=plan.md
  measure
  grep -q '4 to add, 4 to change, 2 to destroy' "$folder/output.0" || fail "the plan has other differences than the ten of the inputs"
done

# A file per partner: 10,000 of them are enough to flush to a disk.
bash "$inputs" "$folder/live" 10000
cd "$folder/live/local"
timed "$folder/times" "$folder/output" "$program" apply -f state.yaml --auto-approve || fail "apply failed"
row '`apply`, 10000 partners created in a live folder (one run)' seconds "$folder/times"
add '`plan`, 10000 partners in a live folder, no difference' "" "$program" plan -f state.yaml
measure
