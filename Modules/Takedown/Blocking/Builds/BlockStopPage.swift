import AllianceKit
import Formats

/// The page that people see instead of what is blocked: that it is, why, and where to complain.
enum BlockStopPage {
    /// An http or https URL of plain characters: nothing that a configuration file could take for its own.
    static func isUsable(_ url: String) -> Bool {
        guard url.utf8.count <= 500, (try? URLIdentity(parsing: url)) != nil else { return false }
        return url.utf8.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 97...122: true
            default: Set("-._~:/?&=%+@,".utf8).contains(byte)
            }
        }
    }

    /// The link of a complaint address: a mail address or an https URL; nil for anything else.
    static func complaint(_ address: String) -> HTMLLink? {
        if address.hasPrefix("https://") { return isUsable(address) ? HTMLLink.web(address) : nil }
        guard (try? MailAddress(address)) != nil else { return nil }
        return HTMLLink.web("mailto:" + address)
    }

    /// The file's name.
    static let fileName = "stop.html"

    /// The page. Nothing in it depends on who asks or for what.
    static func bytes(_ settings: BlockSettings, organisation: Configuration.Organisation) -> [UInt8] {
        HTMLDocument(
            language: settings.language, title: "This address is blocked",
            summary: "Why an address is blocked, and where to complain.", styles: [style],
            header: { html(.p, .class("org")) { organisation.name } },
            main: {
                html(.h1) { "This address is blocked" }
                paragraphs(settings.stopText)
                html(.h2) { "If you think this is wrong" }
                html(.p) {
                    "Site owners, users and providers can object: "
                    link(settings.complaintAddress)
                    ". Every objection is looked at by a person, and an address that is blocked wrongly is released at once."
                }
                html(.p, .class("quiet")) {
                    "Seeing this page has no consequences for you. Nothing about your visit is passed on by it."
                }
            },
            footer: { html(.p) { "List of \(organisation.name), \(organisation.country.code)" } }
        ).bytes()
    }

    private static func paragraphs(_ text: String) -> [HTMLNode] {
        text.split(whereSeparator: \.isNewline).map { line in html(.p, .class("lead")) { String(line) } }
    }

    private static func link(_ address: String) -> HTMLNode {
        guard let link = complaint(address) else { return .text(address) }
        return html(.a, .href(link)) { address }
    }

    private static let style: StaticString = """
        :root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --quiet: #57606a; --line: #d0d7de; --link: #0b57d0; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6edf3; --paper: #0d1117; --quiet: #9aa4af; --line: #30363d; --link: #79b8ff; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, sans-serif; }
        .banner, main, footer { max-width: 40rem; margin: 0 auto; padding: 0 1.25rem; overflow-wrap: anywhere; }
        .banner { padding-top: 3rem; }
        .org { margin: 0; color: var(--quiet); }
        h1 { margin: .25rem 0 1.25rem; font-size: clamp(1.75rem, 6vw, 2.5rem); line-height: 1.15; }
        h2 { margin: 2rem 0 .5rem; font-size: 1.25rem; }
        .lead { font-size: 1.125rem; }
        .quiet, footer { color: var(--quiet); }
        a { color: var(--link); }
        footer { margin-top: 3rem; padding-bottom: 2rem; font-size: .9375rem; }
        footer p { margin: 0; padding-top: 1rem; border-top: 1px solid var(--line); }
        .skip { position: absolute; left: -100vw; }
        .skip:focus { left: 1rem; top: 1rem; }
        """
}
