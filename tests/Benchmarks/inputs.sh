#!/usr/bin/env bash
# Writes the inputs of run.sh, the same bytes every time: bash tests/Benchmarks/inputs.sh FOLDER COUNT
#   validate/state.yaml   COUNT partners in block style with a name, an additional domain and a preset, and COUNT SRV records in flow style
#   zone/                 COUNT SRV records and a zone file that has all of them but for ten differences: 4 to create, 4 to update, 2 to remove
#   local/                COUNT partners, to be applied to a folder that does not exist yet
set -euo pipefail
folder=${1:?usage: inputs.sh FOLDER COUNT}
count=${2:?usage: inputs.sh FOLDER COUNT}
mkdir -p "$folder"/{validate,zone,local}

partners() {
  awk -v n="$count" 'BEGIN { for (i = 1; i <= n; i++) printf "    - domain: partner%06d.example.net\n      description: Partner number %d of the benchmark\n      additionalDomains: [chat%06d.example.org]\n      type: Federated\n      negotiation: sasl-over-tls\n", i, i, i }'
}

records() {
  awk -v n="$count" 'BEGIN { for (i = 1; i <= n; i++) printf "    - { domain: d%06d.contoso.com, ttl: 1h, targets: [ { target: access%d.contoso.com, priority: 0 } ] }\n", i, i % 7 }'
}

{
  cat <<'YAML'
apiVersion: xmppstate/v1
name: benchmark
gateway: { edge: access.contoso.com }
providers:
  gateway: { type: local, path: live }
  dns: { type: zone-file, zones: { contoso.com: contoso.com.zone } }
partners:
  provider: gateway
  list:
YAML
  partners
  printf 'srvRecords:\n  provider: dns\n  list:\n'
  records
} >"$folder/validate/state.yaml"

{
  printf 'apiVersion: xmppstate/v1\nname: benchmark\nproviders:\n  dns: { type: zone-file, zones: { contoso.com: contoso.com.zone }, check: off }\nsrvRecords:\n  provider: dns\n  unlisted: delete\n  list:\n'
  records
} >"$folder/zone/state.yaml"

{
  # shellcheck disable=SC2016 # these are the zone file's own dollars
  printf '$ORIGIN contoso.com.\n$TTL 3600\n@ IN SOA ns1 hostmaster 2026010101 3600 900 1209600 300\n  IN NS ns1\nns1 IN A 192.0.2.53\n'
  awk -v n="$count" 'BEGIN {
    for (i = 5; i <= n; i++) printf "_xmpp-server._tcp.d%06d 3600 IN SRV %d 0 5269 access%d.contoso.com.\n", i, i <= 8 ? 10 : 0, i % 7
    for (i = 1; i <= 2; i++) printf "_xmpp-server._tcp.gone%d 3600 IN SRV 0 0 5269 access.contoso.com.\n", i
  }'
} >"$folder/zone/contoso.com.zone"

{
  printf 'apiVersion: xmppstate/v1\nname: benchmark\nproviders:\n  gateway: { type: local, path: live }\npartners:\n  provider: gateway\n  list:\n'
  partners
} >"$folder/local/state.yaml"
