namespace XmppDesiredState.Engine.Tests.Loading;

/// <summary>A state file that uses every section and most keys.</summary>
internal static class FullExample
{
    public const string Text = """
        apiVersion: xmppstate/v1
        name: contoso-${env}
        runStore: { type: folder, path: ./store }
        gateway:
          domains: [contoso.com, contoso.de]
          sipDomains: [contoso.com, contoso.de, contoso.fr]
          edge: access.contoso.com
          addresses: { inbound: [203.0.113.10], outbound: [203.0.113.10] }
          contact: { name: UC team, mail: uc@contoso.com }
        providers:
          lync: { type: fake, path: ./live, timeout: "${wait}", secret: { file: ~/secret }, zones: { contoso.com: zones/contoso.com.zone } }
          dns: { type: fakedns, server: 192.0.2.53 }
        maintenance:
          nights: { days: [Tue, Thu], from: "22:00", to: "04:00", timeZone: UTC, except: ["2026-12-22/2027-01-06", "2027-03-01"] }
        edgeAccess: { provider: lync, allowFederatedUsers: "${open}" }
        accessPolicies: { provider: lync, list: [ { identity: global, enableFederationAccess: true, enableXmppAccess: true }, { identity: Tag:Sales, description: "costs $${5}" } ] }
        gatewaySettings: { provider: lync, keepAliveInterval: 5m, dialbackPassphrase: { env: DIALBACK_PASSPHRASE, version: 1 } }
        partners:
          provider: lync
          unlisted: report
          removed: delete
          defaults: { keepAlive: true }
          list:
            - domain: fabrikam.com
              description: Fabrikam, joint venture
              additionalDomains: [sales.fabrikam.com, it.fabrikam.com]
              type: Federated
              negotiation: { tls: Required, sasl: Required, dialback: false }
              connectionLimit: "${limit}"
              protect: true
            - { domain: chat.example.org, type: PublicUnverified, negotiation: sasl-or-tls-dialback, unsupported: { proxy: warn } }
            - domain: old.example
              type: Federated
              negotiation: tcp-dialback
              keepAlive: default
              description: null
              accept: [ { code: XDS2107, reason: "server from 2009, replaced in spring", until: 2027-03-31 } ]
            - { domain: left.example, absent: true, reason: contract ended }
        certificates:
          list:
            - name: edge-external
              provider: lync
              on: [edge1.contoso.local]
              usages: [AccessEdgeExternal, XmppServer]
              subject: { commonName: access.contoso.com, country: US }
              names: { derive: lync-edge, additional: [webcon.contoso.com], extra: keep }
              key: { algorithm: RSA, size: 2048, exportable: true }
              extendedKeyUsage: { require: [serverAuth], prefer: [clientAuth] }
              renewBefore: 33%
              issuer: ca
              restart: [edge]
        srvRecords:
          provider: dns
          list:
            - { domain: contoso.com, ttl: 1h }
            - { domain: contoso.de, service: xmpps-server, ttl: 1h, targets: [ { target: access.contoso.com, priority: 0 }, { target: access2.contoso.com, priority: 10 } ] }
        services:
          list:
            - name: edge
              provider: lync
              members: [edge1.contoso.local, edge2.contoso.local]
              restart: rolling
              window: nights
              drain: 15m
              health: { domain: contoso.com, within: 5m }
        acknowledged: [ { address: partner/Legacy.example, reason: "owned by Berlin, moves in Q1", until: 2027-03-31 } ]
        drift: { ignore: [ { address: "access-policy/*", attribute: description, reason: edited by helpdesk, until: 2027-01-31 } ] }
        guards: { maxDeletes: 200, until: 2026-12-14 }
        variables:
          env: { type: string, default: prod, description: "test or prod" }
          limit: { type: number, default: 20 }
          open: { type: flag, default: true }
          wait: { type: string, default: 30s }

        """;
}
