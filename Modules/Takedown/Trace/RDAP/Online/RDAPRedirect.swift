import AllianceKit

/// Where an RDAP server sends its client on to. Each target goes through the address guard like the first.
enum RDAPRedirect {
    /// The next address. Throws `takedown.rdap.redirect` for what is no http or https address, and for a step from https to http.
    static func next(_ response: HTTPResponse, from url: String) throws(AllianceError) -> String {
        let base = try WebURL(parsing: url)
        guard let target = response.header("location").flatMap({ resolve($0, against: base) }) else {
            throw refusal(base, "leads nowhere")
        }
        guard target.scheme == "https" || base.scheme == "http" else { throw refusal(base, "leads from https to http") }
        guard target.username.isEmpty, target.password.isEmpty else { throw refusal(base, "carries a password") }
        return target.description
    }

    /// The host's name, for the pace and for messages.
    static func host(of url: String) -> String { (try? WebURL(parsing: url))?.host.description ?? url }

    private static func resolve(_ location: String, against base: WebURL) -> WebURL? {
        guard !location.isEmpty, location.utf8.count <= 8192 else { return nil }
        let absolute: String
        if location.hasPrefix("//") {
            absolute = "\(base.scheme):\(location)"
        } else if location.hasPrefix("/") {
            absolute = base.origin + location
        } else if location.prefix(8).contains("://") {
            absolute = location
        } else {
            let folder = base.path[...(base.path.lastIndex(of: "/") ?? base.path.startIndex)]
            absolute = base.origin + folder + location
        }
        guard let url = try? WebURL(parsing: absolute), url.scheme == "http" || url.scheme == "https" else {
            return nil
        }
        return url
    }

    private static func refusal(_ base: WebURL, _ problem: String) -> AllianceError {
        AllianceError("takedown.rdap.redirect", "\(base.host) sends a redirect that \(problem)")
    }
}
