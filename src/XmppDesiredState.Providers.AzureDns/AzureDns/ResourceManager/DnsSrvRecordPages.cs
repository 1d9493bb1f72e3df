using Azure;
using Azure.Core;

namespace XmppDesiredState.Providers.AzureDns.AzureDns.ResourceManager;

/// <summary>A list in pages. The link to the next page comes from the answer and the token goes with the request: it must stay at the same server.</summary>
internal sealed class DnsSrvRecordPages(DnsSrvRecordCollection collection, int? top, string? suffix, CancellationToken cancellationToken)
    : AsyncPageable<DnsSrvRecordResource>(cancellationToken)
{
    // Ten times what the largest zone has at a hundred a page.
    private const int MostPages = 1000;

    /// <exception cref="FormatException">A page or its link is not of the documented form, the link leads elsewhere, or there is no end.</exception>
    public override async IAsyncEnumerable<Page<DnsSrvRecordResource>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var uri = continuationToken is null ? collection.UriOf(null, pageSizeHint ?? top, suffix) : Link(continuationToken);
        var seen = new HashSet<Uri>();
        while (true)
        {
            if (!seen.Add(uri) || seen.Count > MostPages) throw new FormatException("The pages of the list have no end.");
            var response = await collection.SendAsync(RequestMethod.Get, uri, null, null, null, [200], CancellationToken);
            var (sets, next) = DnsSrvRecordJson.ReadPage(response.Content);
            yield return Page<DnsSrvRecordResource>.FromValues([.. sets.Select(set => new DnsSrvRecordResource(collection, set))], next, response);
            if (string.IsNullOrEmpty(next)) yield break;
            uri = Link(next);
        }
    }

    private Uri Link(string text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var link) ? throw new FormatException("The link to the next page is no address.")
        : link.Scheme != collection.Endpoint.Scheme || link.Authority != collection.Endpoint.Authority || link.UserInfo.Length > 0
            ? throw new FormatException("The link to the next page leads to another server, and the token would go with it.")
        : link;
}
