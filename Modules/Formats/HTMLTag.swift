/// The elements of HTML that documents of the toolkit use. Scripts, styles, forms and embedded content are not among them.
public enum HTMLTag: String, Sendable, CaseIterable {
    // Landmarks and sections
    case header, main, nav, section, article, aside, footer, div
    // Blocks
    case h1, h2, h3, h4, p, ul, ol, li, dl, dt, dd, hr
    // Tables
    case table, caption, thead, tbody, tr, th, td
    // Text
    case a, span, strong, em, small, code, abbr, time, br

    /// Whether it has no content and no end tag.
    var isVoid: Bool { self == .br || self == .hr }

    /// Whether a line break after it changes nothing that is seen.
    var isBlock: Bool {
        switch self {
        case .a, .span, .strong, .em, .small, .code, .abbr, .time: false
        default: true
        }
    }
}
