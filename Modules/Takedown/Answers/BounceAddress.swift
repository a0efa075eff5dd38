import AllianceKit
import Cryptography

/// The return path of a message: `bounce+LETTER.MAC@domain`. Anyone can write a bounce; only one that comes to an address we made counts.
struct BounceAddress {
    /// The file in `keys`.
    static let keyFile = "bounce.key"

    private let key: [UInt8]
    private let mailbox: String
    private let domain: String

    /// The addresses of a workspace, with its key; nil where the configuration wants none.
    init?(_ workspace: Workspace, _ surroundings: Surroundings) throws {
        let settings = try workspace.configuration.settings(MailSettings.self)
        guard !settings.bounceMailbox.isEmpty else { return nil }
        mailbox = settings.bounceMailbox
        domain = settings.bounceDomain.isEmpty ? workspace.configuration.organisation.domain : settings.bounceDomain
        key = try KeyFile.key(Self.keyFile, in: workspace, surroundings)
    }

    /// The address for a letter.
    func address(_ letter: EntityID) -> String {
        let name = letter.text.drop { $0 != "_" }.dropFirst()
        return "\(mailbox)+\(name).\(mac(String(name)))@\(domain)"
    }

    /// The letter that an address was made for; nil for any other address, in constant time over the mark.
    func letter(_ address: some StringProtocol) -> EntityID? {
        let parts = address.lowercased().split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1] == domain.lowercased(), parts[0].hasPrefix("\(mailbox.lowercased())+"),
            parts[0].utf8.count <= 64
        else { return nil }
        let rest = parts[0].dropFirst(mailbox.count + 1)
        guard let dot = rest.lastIndex(of: ".") else { return nil }
        let name = String(rest[..<dot])
        guard ConstantTime.equal(Array(rest[rest.index(after: dot)...].utf8), Array(mac(name).utf8)) else { return nil }
        return EntityID("letter_\(name)")
    }

    /// 80 bits of HMAC-SHA-256.
    private func mac(_ name: String) -> String {
        let mark = HMAC.sha256(key: key, message: Array("bounce\n\(name)".utf8)).prefix(10)
        return String(decoding: AnswerToken.letters(mark), as: UTF8.self)
    }
}
