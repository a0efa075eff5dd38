/// Which web forms and interfaces can be used at all.
enum FormRules {
    /// Why an address must not be used; nil if it may.
    static func objection(to text: String) -> String? {
        guard text.utf8.count <= 2048, text.utf8.allSatisfy({ 0x21...0x7e ~= $0 }),
            let url = try? WebURL(parsing: text), url.scheme == "https", url.username.isEmpty, url.password.isEmpty
        else { return "not an https address" }
        return MailAddressRules.isRegistry(url.host.description)
            ? "belongs to a registry, which cannot act on content" : nil
    }
}
