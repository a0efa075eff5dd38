public import AllianceKit
import CTransport
import Dispatch

/// HTTP over libcurl behind the address guard.
///
/// Names are resolved here, every address is checked, and libcurl is pinned to the checked ones; the address really connected to is
/// checked once more before the request goes. No proxies, no cookies, no compression, no automatic redirects, certificates verified.
public struct CurlHTTPClient: HTTPClient {
    private let addressGuard: AddressGuard
    private let resolver: NameResolver
    private let userAgent: String

    /// A client; the user agent should name who asks and where to complain.
    public init(
        guard addressGuard: AddressGuard = AddressGuard(), resolver: NameResolver = .system,
        userAgent: String = "alliance"
    ) {
        self.addressGuard = addressGuard
        self.resolver = resolver
        self.userAgent = userAgent
    }

    /// Sends a request and follows as many redirects as it allows, each checked anew; https is never left for http.
    ///
    /// Errors: `transport.url.…`, `transport.name.refused|unresolved|empty|failed`, `transport.address.refused`,
    /// `transport.port.refused`, `transport.header.invalid`, `transport.redirect.…`, `transport.timeout`, `transport.tls`,
    /// `transport.headers.too-large`, `transport.unreachable`, `transport.failed`.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try await withCheckedThrowingContinuation { continuation in
            // libcurl and the system's resolver block; they must not hold up the cooperative threads.
            DispatchQueue.global().async {
                continuation.resume(with: Result { try follow(request) })
            }
        }
    }

    private func follow(_ first: HTTPRequest) throws -> HTTPResponse {
        var request = first
        var target = try HTTPTarget(request.url)
        for step in 0... {
            let answer = try exchange(request, target)
            guard let location = answer.location, step < first.redirects else { return answer.response }
            let next = try HTTPTarget(location)
            guard target.scheme == "http" || next.scheme == "https" else {
                throw AllianceError("transport.redirect.downgrade", "\(target.origin) redirects from https to http")
            }
            let becomesGet = answer.response.status == 303 || (answer.response.status < 303 && request.method == "POST")
            if becomesGet, request.method != "HEAD" {
                request.method = "GET"
                request.body = nil
            }
            if next.origin != target.origin {
                let secret: Set<String> = ["authorization", "cookie", "proxy-authorization"]
                request.headers.removeAll { secret.contains($0.name.lowercased()) }
            }
            request.url = next.url
            target = next
        }
        throw AllianceError("transport.failed", "the redirects do not end", exit: .unavailable)
    }

    private func exchange(
        _ request: HTTPRequest, _ target: HTTPTarget
    ) throws -> (response: HTTPResponse, location: String?) {
        let addresses = try checkedAddresses(target)
        let allowed = addressGuard
        let exchange = CurlExchange(
            bodyLimit: request.bodyLimit, headersOnly: request.headersOnly
        ) { text, port throws(AllianceError) in
            guard let peer = IPAddress(text), let port = UInt16(exactly: port), addresses.contains(peer) else {
                throw AllianceError(
                    "transport.address.refused", "the peer \(text) is none of the addresses that were checked",
                    exit: .notAllowed)
            }
            try allowed.check(peer, port: port)
        }
        var handle = try CurlHandle()
        try configure(&handle, request, target, addresses)
        try handle.attach(exchange)
        let code = handle.perform()
        let status = handle.number(CURLINFO_RESPONSE_CODE)
        if case .peer(let error) = exchange.cut { throw error }
        guard code == CURLE_OK || (exchange.cut == .enough && status > 0) else {
            throw Self.failure(code, exchange.cut, target)
        }
        let response = HTTPResponse(
            status: status, url: target.url, headers: HTTPHeaderLines.last(exchange.lines), body: exchange.body,
            address: handle.text(CURLINFO_PRIMARY_IP))
        let redirects = [301, 302, 303, 307, 308]
        return (response, redirects.contains(status) ? handle.text(CURLINFO_REDIRECT_URL) : nil)
    }

    /// The addresses to connect to; every one of them is allowed, or none is used.
    private func checkedAddresses(_ target: HTTPTarget) throws -> [IPAddress] {
        if let address = target.address {
            try addressGuard.check(address, port: target.port)
            return [address]
        }
        let name = target.name ?? ""
        try addressGuard.check(name: name)
        let addresses = try resolver.addresses(of: name)
        for address in addresses { try addressGuard.check(address, port: target.port) }
        return addresses
    }

    private func configure(
        _ handle: inout CurlHandle, _ request: HTTPRequest, _ target: HTTPTarget, _ addresses: [IPAddress]
    ) throws {
        try handle.set(CURLOPT_URL, target.url)
        try handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
        try handle.set(CURLOPT_FOLLOWLOCATION, 0)
        try handle.set(CURLOPT_PROXY, "")
        try handle.set(CURLOPT_NOPROXY, "*")
        try handle.set(CURLOPT_NOSIGNAL, 1)
        try handle.set(CURLOPT_SSL_VERIFYPEER, 1)
        try handle.set(CURLOPT_SSL_VERIFYHOST, 2)
        try handle.set(CURLOPT_PATH_AS_IS, 1)
        let milliseconds = Int(min(max(request.timeout, 0.001), 3600) * 1000)
        try handle.set(CURLOPT_TIMEOUT_MS, milliseconds)
        try handle.set(CURLOPT_CONNECTTIMEOUT_MS, min(milliseconds, 10_000))
        if let name = target.name {
            let list = addresses.map { address in
                if case .v6 = address { return "[\(address)]" }
                return address.description
            }
            try handle.set(CURLOPT_RESOLVE, ["\(name):\(target.port):\(list.joined(separator: ","))"])
        }
        switch request.method {
        case "GET": try handle.set(CURLOPT_HTTPGET, 1)
        case "HEAD": try handle.set(CURLOPT_NOBODY, 1)
        default:
            guard HTTPHeaderLines.isToken(request.method) else {
                throw AllianceError("transport.header.invalid", "the method is not a word")
            }
            if let body = request.body ?? (["POST", "PUT"].contains(request.method) ? [] : nil) {
                try handle.setPost(body)
            }
            try handle.set(CURLOPT_CUSTOMREQUEST, request.method)
        }
        try handle.set(CURLOPT_HTTPHEADER, try HTTPHeaderLines.toSend(request.headers, userAgent: userAgent))
    }

    private static func failure(_ code: CURLcode, _ cut: CurlExchange.Cut?, _ target: HTTPTarget) -> AllianceError {
        let place = target.origin
        if cut == .headers {
            return AllianceError(
                "transport.headers.too-large",
                "\(place) sent more than \(CurlExchange.headerLimit) bytes of header fields",
                exit: .unavailable)
        }
        let reason = CurlHandle.reason(code)
        let name: String
        switch code {
        case CURLE_OPERATION_TIMEDOUT: name = "timeout"
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST: name = "unreachable"
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER:
            name = "tls"
        default: name = "failed"
        }
        return AllianceError("transport.\(name)", "no answer from \(place): \(reason)", exit: .unavailable)
    }
}
