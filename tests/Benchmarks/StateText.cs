using System.Globalization;
using System.Text;

namespace XmppDesiredState.Benchmarks;

/// <summary>The state file of <c>inputs.sh</c>: partners in block style, SRV record sets in flow style, as many of one as of the other.</summary>
internal static class StateText
{
    public static string Of(int count)
    {
        var text = new StringBuilder();
        text.Append("apiVersion: xmppstate/v1\nname: benchmark\ngateway: { edge: access.contoso.com }\nproviders:\n  gateway: { type: local, path: live }\n");
        text.Append("  dns: { type: zone-file, zones: { contoso.com: contoso.com.zone } }\npartners:\n  provider: gateway\n  list:\n");
        for (var number = 1; number <= count; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    - domain: partner{number:D6}.example.net\n      description: Partner number {number} of the benchmark\n");
            text.Append(CultureInfo.InvariantCulture, $"      additionalDomains: [chat{number:D6}.example.org]\n      type: Federated\n      negotiation: sasl-over-tls\n");
        }

        text.Append("srvRecords:\n  provider: dns\n  list:\n");
        for (var number = 1; number <= count; number++)
            text.Append(CultureInfo.InvariantCulture, $"    - {{ domain: d{number:D6}.contoso.com, ttl: 1h, targets: [ {{ target: access{number % 7}.contoso.com, priority: 0 }} ] }}\n");
        return text.ToString();
    }
}
