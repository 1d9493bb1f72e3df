#!/usr/bin/env bash
# rfc2136 beside nsupdate and dig, whole processes, at a BIND and a Knot of its own on loopback, as rows of the table in README.md.
#   bash tests/Benchmarks/dns.sh [RUNS]      5 runs of each case unless given
# Builds artifacts/linux-x64/xmppstate if it is not there; needs GNU time, BIND and Knot (Debian: time bind9 bind9-utils bind9-dnsutils knot).
# nsupdate reads a file that is written before: with the prerequisites that rfc2136 sends (no SRV, no CNAME), 300 records to a message and one, or without any.
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-5}
PATH=$PATH:/usr/sbin:/sbin
folder=$(mktemp -d)
servers=()
clear_up() {
  local id
  for id in "${servers[@]}"; do kill "$id" 2>/dev/null || true; done
  # Until they have ended they write into the folder.
  wait || true
  rm -rf "$folder"
}
trap clear_up EXIT
# shellcheck source=tests/Benchmarks/measure.sh
. tests/Benchmarks/measure.sh
for tool in named knotd nsupdate dig tsig-keygen; do command -v "$tool" >/dev/null || fail "$tool is missing: apt-get install bind9 bind9-utils bind9-dnsutils knot"; done
program=$PWD/artifacts/linux-x64/xmppstate
[ -x "$program" ] || bash src/publish.sh linux-x64 >&2
inputs=$PWD/tests/Benchmarks/inputs.sh
cd "$folder"

tsig-keygen -a hmac-sha256 bench >bench.key
DNS_BENCH_SECRET=$(sed -n 's/.*secret "\(.*\)";/\1/p' bench.key)
export DNS_BENCH_SECRET

free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}

# state FOLDER PORT ZONE SETTLE COUNT   COUNT record sets of ZONE, in a folder of its own: the run store lies there too
state() {
  rm -rf "$1" && mkdir "$1"
  sed -e "s|^  dns: .*|  dns: { type: rfc2136, server: '127.0.0.1:$2', zones: [contoso.com], keys: [ { name: bench, secret: { env: DNS_BENCH_SECRET } } ], settle: $4 }|" -e "s/contoso\.com/$3/g" \
    "inputs/$5/zone/state.yaml" >"$1/state.yaml"
}

# updates FILE PORT ZONE COUNT PREREQUISITES MESSAGE   the same as lines of nsupdate, so many sets to a message
updates() {
  awk -v n="$4" -v zone="$3" -v port="$2" -v conditional="$5" -v message="$6" 'BEGIN {
    printf "server 127.0.0.1 %d\nzone %s.\n", port, zone
    for (i = 1; i <= n; i++) {
      owner = sprintf("_xmpp-server._tcp.d%06d.%s.", i, zone)
      if (conditional) printf "prereq nxrrset %s SRV\nprereq nxrrset %s CNAME\n", owner, owner
      printf "update add %s 3600 SRV 0 0 5269 access%d.%s.\n", owner, i % 7, zone
      if (i % message == 0 || i == n) print "send"
    }
  }' >"$1"
}

for count in 2000 10000; do bash "$inputs" "inputs/$count" "$count"; done
full=inputs/10000/zone/contoso.com.zone
awk 'BEGIN { for (i = 1; i <= 10000; i++) printf "h%d 300 IN A 192.0.2.%d\n_sip._tls.d%d 300 IN SRV 0 0 5061 h%d\n", i, i % 250, i, i }' >foreign
sed 's/contoso\.com/full.test/g' "$full" >full.zone
sed 's/contoso\.com/mixed.test/g' "$full" | cat - foreign >mixed.zone
head -n 5 "$full" | sed 's/contoso\.com/@/; s/^\$ORIGIN.*//' >empty.zone
zones=(full mixed)
for ((run = 0; run <= runs; run++)); do
  for kind in ours settled large plain conditional alone; do
    cp empty.zone "$kind$run.zone"
    zones+=("$kind$run")
  done
done

start_bind() {
  port=$(free_port)
  mkdir bind && cp ./*.zone bind
  {
    printf 'include "%s/bench.key";\n' "$folder"
    printf 'options { directory "%s/bind"; managed-keys-directory "%s/bind"; pid-file none; session-keyfile none; lock-file none; listen-on port %d { 127.0.0.1; }; listen-on-v6 { none; };\n' "$folder" "$folder" "$port"
    printf '  recursion no; dnssec-validation no; notify no; allow-transfer { none; }; };\ncontrols { };\n'
    for zone in "${zones[@]}"; do printf 'zone "%s.test" { type primary; file "%s.zone"; allow-update { key bench; }; allow-transfer { key bench; }; };\n' "$zone" "$zone"; done
  } >bind/named.conf
  # Where AppArmor is in force, Debian's profile is bound to the path of the program and keeps it from this folder.
  cp "$(command -v named)" bind/named
  bind/named -g -c bind/named.conf >bind/log 2>&1 &
  servers+=($!)
  serves bind/log
}

start_knot() {
  port=$(free_port)
  mkdir knot && cp ./*.zone knot
  {
    printf 'server:\n  listen: 127.0.0.1@%d\n  rundir: "%s/knot"\ndatabase:\n  storage: "%s/knot"\n  journal-db-max-size: 256M\n  timer-db-max-size: 1M\n' "$port" "$folder" "$folder"
    printf 'key:\n  - id: bench\n    algorithm: hmac-sha256\n    secret: %s\nacl:\n  - id: bench\n    key: bench\n    action: [update, transfer]\nzone:\n' "$DNS_BENCH_SECRET"
    for zone in "${zones[@]}"; do printf '  - domain: %s.test\n    storage: "%s/knot"\n    file: %s.zone\n    acl: bench\n' "$zone" "$folder" "$zone"; done
  } >knot/knot.conf
  knotd -c knot/knot.conf >knot/log 2>&1 &
  servers+=($!)
  serves knot/log
}

# LOG   until the last zone is served
serves() {
  for ((attempt = 0; attempt < 100; attempt++)); do
    [ -z "$(dig @127.0.0.1 -p "$port" +short +time=1 +tries=1 "${zones[-1]}.test" SOA 2>/dev/null | grep -v '^;')" ] || return 0
    sleep 0.2
  done
  tail -n 20 "$1" >&2
  fail "the server does not serve"
}

# All cases at one server, named in the rows.
cases() {
  local server=$1 run
  for ((run = 0; run <= runs; run++)); do
    state "ours$run" "$port" "ours$run.test" '{ within: 0s }' 2000
    state "settled$run" "$port" "settled$run.test" "{ servers: ['127.0.0.1:$port'] }" 2000
    state "large$run" "$port" "large$run.test" '{ within: 0s }' 10000
    updates "plain$run.txt" "$port" "plain$run.test" 2000 0 300
    updates "conditional$run.txt" "$port" "conditional$run.test" 2000 1 300
    updates "alone$run.txt" "$port" "alone$run.test" 2000 1 1
  done
  state full "$port" full.test '{ within: 0s }' 10000
  state mixed "$port" mixed.test '{ within: 0s }' 10000

  add "$server: \`nsupdate\`, 2,000 new SRV record sets, the same prerequisites" "" nsupdate -v -k bench.key conditionalRUN.txt
  add "$server: \`nsupdate\`, the same, each set a message of its own" "" nsupdate -v -k bench.key aloneRUN.txt
  add "$server: \`nsupdate\`, 2,000 new SRV record sets, unconditional" "" nsupdate -v -k bench.key plainRUN.txt
  add "$server: \`apply\`, 2,000 new SRV record sets, \`settle: { within: 0s }\`" "2 × nsupdate" "$program" apply -f oursRUN --auto-approve
  add "$server: the same, and every record asked for at the server (\`settle: { servers }\`)" "" "$program" apply -f settledRUN --auto-approve
  measure
  for kind in ours settled plain conditional alone; do holds "$kind$runs.test" 2000; done

  add "$server: \`dig AXFR\`, 10,000 SRV record sets" "" dig @127.0.0.1 -p "$port" -k bench.key +noall +answer full.test AXFR
  add "$server: \`plan\`, 10,000 SRV record sets, ten differences" "0.6 s" "$program" plan -f full
  add "$server: \`plan\`, the same beside 20,000 foreign records" "" "$program" plan -f mixed
  measure
  for case in 1 2; do grep -q '4 to add, 4 to change, 2 to destroy' "output.$case" || fail "a plan has other differences than the ten of the inputs"; done

  add "$server: \`apply\`, 10,000 new SRV record sets, \`settle: { within: 0s }\`" "" "$program" apply -f largeRUN --auto-approve
  measure
  holds "large$runs.test" 10000
}

# ZONE COUNT   what was measured did happen
holds() {
  local found
  found=$(dig @127.0.0.1 -p "$port" -k bench.key +noall +answer "$1" AXFR | grep -c '^_xmpp-server\._tcp\.d.*SRV') || true
  [ "$found" -eq "$2" ] || fail "$1 holds $found records, not $2"
}

table
start_bind
cases "BIND $(named -v | sed 's/^BIND \([0-9.]*\).*/\1/')"
start_knot
cases "Knot $(knotd -V | sed 's/.*version //')"
