/// An attribute of an element. Event handlers and inline styles do not exist, so they cannot be written.
public enum HTMLAttribute: Sendable, Hashable {
    /// The identity that links and labels refer to.
    case id(String)
    /// Classes, separated by spaces.
    case `class`(String)
    /// Where a link leads.
    case href(HTMLLink)
    /// The language of the content.
    case lang(String)
    /// The full form of an abbreviation.
    case title(String)
    /// What a heading cell is the heading of.
    case scope(Scope)
    /// The machine-readable form of a time.
    case datetime(String)
    /// What assistive technology says instead of the content.
    case ariaLabel(String)
    /// The element that names this one.
    case ariaLabelledBy(String)
    /// Hides decoration from assistive technology.
    case ariaHidden
    /// Lets the keyboard reach a region that scrolls.
    case focusable
    /// Marks a block as a named region.
    case region
    /// The number of columns a cell spans.
    case columnSpan(Int)

    /// What a heading cell is the heading of.
    public enum Scope: String, Sendable {
        /// A row.
        case row
        /// A column.
        case column = "col"
    }

    var written: (name: String, value: String) {
        switch self {
        case .id(let value): ("id", value)
        case .class(let value): ("class", value)
        case .href(let link): ("href", link.text)
        case .lang(let value): ("lang", value)
        case .title(let value): ("title", value)
        case .scope(let scope): ("scope", scope.rawValue)
        case .datetime(let value): ("datetime", value)
        case .ariaLabel(let value): ("aria-label", value)
        case .ariaLabelledBy(let value): ("aria-labelledby", value)
        case .ariaHidden: ("aria-hidden", "true")
        case .focusable: ("tabindex", "0")
        case .region: ("role", "region")
        case .columnSpan(let count): ("colspan", String(count))
        }
    }
}

/// Where a link leads: a place in the document or an address on the web; never a script.
public struct HTMLLink: Sendable, Hashable {
    let text: String

    /// A place in the document.
    public static func fragment(_ id: String) -> HTMLLink { HTMLLink(text: "#" + id) }

    /// An address that starts with `https://`, `http://` or `mailto:`; nil for anything else.
    public static func web(_ address: String) -> HTMLLink? {
        let lower = address.lowercased()
        guard ["https://", "http://", "mailto:"].contains(where: lower.hasPrefix) else { return nil }
        return HTMLLink(text: address)
    }
}
