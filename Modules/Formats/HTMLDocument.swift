/// A self-contained page: language, title, skip link, landmarks, inline style, nothing fetched from anywhere.
///
/// A content security policy in the page itself forbids scripts and outside resources, so that a report stays what it is wherever it is
/// opened.
public struct HTMLDocument: Sendable {
    /// The language of the text, as in BCP 47.
    public var language: String
    /// The title of the window and of the printed document.
    public var title: String
    /// One sentence on what the page is.
    public var summary: String
    /// The style sheets, in order. Written in the program, never made of input.
    public var styles: [StaticString]
    /// What the skip link says.
    public var skipText: String
    /// The banner.
    public var header: [HTMLNode]
    /// The contents; left out when empty.
    public var navigation: [HTMLNode]
    /// What the navigation is called.
    public var navigationLabel: String
    /// The page itself.
    public var main: [HTMLNode]
    /// Its foot.
    public var footer: [HTMLNode]

    /// Makes a page.
    public init(
        language: String = "en", title: String, summary: String, styles: [StaticString],
        skipText: String = "Skip to the content", navigationLabel: String = "Contents",
        @HTMLBuilder header: () -> [HTMLNode], @HTMLBuilder navigation: () -> [HTMLNode] = { [] },
        @HTMLBuilder main: () -> [HTMLNode], @HTMLBuilder footer: () -> [HTMLNode]
    ) {
        self.language = language
        self.title = title
        self.summary = summary
        self.styles = styles
        self.skipText = skipText
        self.navigationLabel = navigationLabel
        self.header = header()
        self.navigation = navigation()
        self.main = main()
        self.footer = footer()
    }

    /// The page as UTF-8. Same parts, same bytes.
    public func bytes() -> [UInt8] {
        var writer = HTMLWriter()
        writer.markup("<!DOCTYPE html>\n<html lang=\"")
        writer.text(language)
        writer.markup("\">\n<head>\n<meta charset=\"utf-8\">\n")
        writer.markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        writer.markup("style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n")
        writer.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        writer.markup("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
        writer.text(title)
        writer.markup("</title>\n<meta name=\"description\" content=\"")
        writer.text(summary)
        writer.markup("\">\n<style>\n")
        for style in styles {
            writer.markup(style)
            writer.markup("\n")
        }
        writer.markup("</style>\n</head>\n<body>\n")
        var body: [HTMLNode] = [
            html(.a, .class("skip"), .href(.fragment("main"))) { skipText },
            html(.header, .class("banner")) { header },
        ]
        if !navigation.isEmpty { body.append(html(.nav, .ariaLabel(navigationLabel)) { navigation }) }
        body.append(html(.main, .id("main")) { main })
        body.append(html(.footer) { footer })
        writer.write(body)
        writer.markup("</body>\n</html>\n")
        return writer.bytes
    }
}
