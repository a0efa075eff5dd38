/// Which mail addresses of registry answers can be written to at all.
enum MailAddressRules {
    /// Why an address must not be mailed; nil if it may.
    static func objection(to address: String) -> String? {
        guard let (local, domain) = parts(address) else { return "not a mail address" }
        if isRegistry(domain) { return "belongs to a registry, which cannot act on content" }
        if isUnread(local) { return "a mailbox that nobody reads" }
        return nil
    }

    /// Local part and domain, both in lower case, of a plain address; nil for anything that would need quoting or could break
    /// a header line.
    static func parts(_ address: String) -> (local: String, domain: String)? {
        let halves = address.lowercased().split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, 1...64 ~= halves[0].utf8.count, 3...253 ~= halves[1].utf8.count else { return nil }
        let signs = Set("!#$%&'*+-/=?^_`{|}~.".utf8)
        guard halves[0].utf8.allSatisfy({ 97...122 ~= $0 || 48...57 ~= $0 || signs.contains($0) }),
            !halves[0].hasPrefix("."), !halves[0].hasSuffix("."), !halves[0].contains("..")
        else { return nil }
        let labels = halves[1].split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy({ isLabel($0) }) else { return nil }
        return (String(halves[0]), String(halves[1]))
    }

    /// Whether a mailbox is named for abuse reports.
    static func isAbuseMailbox(_ address: String) -> Bool {
        guard let local = parts(address)?.local else { return false }
        return local.contains("abuse") || ["report", "reports", "complaints", "takedown"].contains(local)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        1...63 ~= label.utf8.count && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == 0x2d }
    }

    /// Whether a name belongs to a registry.
    static func isRegistry(_ domain: String) -> Bool {
        registries.contains { domain == $0 || domain.hasSuffix("." + $0) }
    }

    private static func isUnread(_ local: String) -> Bool {
        let letters = String(local.filter { $0.isLetter })
        return ["noreply", "donotreply", "dontreply", "nobody", "devnull", "null", "unread", "notused", "none"]
            .contains { letters == $0 } || letters.hasPrefix("noreply") || letters.hasPrefix("donotreply")
    }

    /// Regional and national number registries and the bodies above them.
    private static let registries = [
        "arin.net", "ripe.net", "apnic.net", "lacnic.net", "afrinic.net", "iana.org", "icann.org", "nic.ad.jp",
        "nic.or.kr", "krnic.or.kr", "kisa.or.kr", "nida.or.kr", "twnic.net", "twnic.net.tw", "twnic.tw", "cnnic.cn",
        "cnnic.net.cn", "irinn.in", "nixi.in", "idnic.net", "idnic.id", "apjii.or.id", "vnnic.vn", "vnnic.net.vn",
        "nic.br", "registro.br", "nic.mx", "iar.mx",
    ]
}
