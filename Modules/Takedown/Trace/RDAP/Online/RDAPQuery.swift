public import AllianceKit

/// One question to an RDAP server (RFC 9082).
public enum RDAPQuery: Sendable, Hashable {
    /// The block around an address.
    case address(IPAddress)
    /// An AS.
    case autnum(UInt32)
    /// A domain name in ASCII form.
    case domain(String)
    /// A person or organisation by its handle.
    case entity(String)
    /// What an answer's link leads to.
    case link(String)

    /// The path behind a server's base address; nil of a link, which is a whole address.
    public var path: String? {
        switch self {
        case .address(let address): "ip/\(address)"
        case .autnum(let number): "autnum/\(number)"
        case .domain(let name): "domain/\(Self.encoded(name))"
        case .entity(let handle): "entity/\(Self.encoded(handle))"
        case .link: nil
        }
    }

    /// What it is called in messages and under which its answer is kept.
    public var name: String {
        if case .link(let url) = self { return url }
        return path ?? ""
    }

    /// The whole address at a server.
    func url(at server: String) -> String {
        guard let path else { return name }
        return server.hasSuffix("/") ? server + path : "\(server)/\(path)"
    }

    /// Bytes that are not unreserved are percent-encoded, so that no handle can reach out of its place.
    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            let plain =
                48...57 ~= byte || 65...90 ~= byte || 97...122 ~= byte || [0x2d, 0x2e, 0x5f, 0x7e].contains(byte)
            bytes += plain ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        let encoded = String(decoding: bytes, as: UTF8.self)
        return encoded == "." || encoded == ".." ? encoded.replacing(".", with: "%2E") : encoded
    }
}

/// How a question ended.
public enum RDAPReply: Sendable {
    /// An answer, under the name it is called by in results.
    case answer(RDAPStore.Stored)
    /// The registry has nothing on it.
    case noData
    /// No usable answer: which server, and why.
    case failed(AllianceError)

    /// The answer, if there is one.
    public var stored: RDAPStore.Stored? {
        if case .answer(let stored) = self { return stored }
        return nil
    }
}
