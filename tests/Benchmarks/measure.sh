# For run.sh and dns.sh: cases side by side, and rows of the table in README.md. The caller sets runs (how many count) and folder (a temporary one).

fail() { echo "tests/Benchmarks/$(basename "$0"): $*" >&2; exit 1; }

[ -x /usr/bin/time ] || fail "GNU time is missing: apt-get install time"

names=() bars=() commands=()

# add NAME BAR COMMAND…   a case; RUN in a word of the command is the number of the run, from 0
add() {
  names+=("$1") bars+=("$2")
  commands+=("$(shift 2; printf '%q ' "$@")")
}

table() {
  echo "| case | bar | median wall time | mean processor time | most memory |"
  echo "|---|---|---|---|---|"
}

# timed FILE OUTPUT COMMAND…   runs it and adds a line for row to the file. The wall time is the shell's: GNU time rounds to hundredths, a fifth of what nsupdate takes.
timed() {
  local file=$1 output=$2 began=$EPOCHREALTIME ended
  shift 2
  /usr/bin/time -o "$folder/used" -f "%M %U %S" "$@" >"$output" 2>&1 || return
  ended=$EPOCHREALTIME
  echo "$((${ended/[^0-9]/} - ${began/[^0-9]/})) $(cat "$folder/used")" >>"$file"
}

# Runs the cases that were added in turn, so that what else the machine does meets all of them. The first run of each is not counted: it fills the file cache.
measure() {
  local run case command
  rm -f "$folder"/times.*
  for ((run = 0; run <= runs; run++)); do
    for case in "${!names[@]}"; do
      eval "command=(${commands[case]//RUN/$run})"
      timed "$folder/times.$case.$((run > 0))" "$folder/output.$case" "${command[@]}" || { tail -n 5 "$folder/output.$case" >&2; fail "${names[case]} failed"; }
    done
  done
  for case in "${!names[@]}"; do row "${names[case]}" "${bars[case]}" "$folder/times.$case.1"; done
  names=() bars=() commands=()
}

# NAME BAR FILE of lines: microseconds of wall time, kilobytes, seconds of processor time in the program and in the kernel
row() {
  sort -n "$3" | awk -v name="$1" -v bar="$2" '{ wall[NR] = $1 / 1000000; busy += $3 + $4; if ($2 > most) most = $2 } END { printf "| %s | %s | %.3f s | %.2f s | %.0f MB |\n", name, bar, wall[int((NR + 1) / 2)], busy / NR, most / 1000 }'
}
