import AllianceKit

/// The database is public, and a statement must not show where the content is or whom it is about. Finds what people write
/// without thinking: addresses of the web, of mail and of machines. Names of people it cannot find; the second person looks.
enum StatementPrivacy {
    /// What a text gives away, or nil.
    static func problem(in text: String) -> String? {
        let lower = text.lowercased()
        for mark in ["://", "www.", "hxxp", "[.]", "(dot)"] where lower.contains(mark) {
            return "it holds an address (\"\(mark)\"): the database is public"
        }
        for word in lower.split(whereSeparator: { $0.isWhitespace || ",;()<>\"'".contains($0) }) {
            let word = word.drop { ".:".contains($0) }.reversed().drop { ".:!?".contains($0) }.reversed()
            let plain = String(word)
            if let at = plain.firstIndex(of: "@"), at > plain.startIndex, plain[at...].contains(".") {
                return "it holds a mail address: the database is public"
            }
            if plain.contains("."), let address = IPAddress(plain), address.width == 32 {
                return "it holds the address of a machine: the database is public"
            }
            if isHost(plain) { return "it holds the name of a host, \"\(plain)\": the database is public" }
        }
        return nil
    }

    /// Whether a text names this case's host, address or reporter's reference.
    static func problem(in text: String, of record: CaseRecord) -> String? {
        let lower = text.lowercased()
        let secrets = [record.url.host.description, record.url.registrableDomain ?? "", record.reference.lowercased()]
        for secret in secrets where secret.utf8.count > 3 && lower.contains(secret) {
            return "it names the case's host or reference: the database is public"
        }
        return nil
    }

    /// Whether a word reads as `name.tld` or `name.tld/path`, with a top-level domain that exists.
    private static func isHost(_ word: String) -> Bool {
        let host = word.prefix { $0 != "/" && $0 != ":" }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, last.utf8.count >= 2,
            last.utf8.allSatisfy({ 97...122 ~= $0 }),
            labels.allSatisfy({ label in
                !label.isEmpty
                    && label.utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == UInt8(ascii: "-") }
            })
        else { return false }
        return PublicSuffixList.builtin.registrableDomain(of: String(host)) != nil
            && PublicSuffixList.builtin.isListed(String(last))
    }
}
