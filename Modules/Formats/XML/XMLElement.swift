/// An XML element without namespaces: a name, attributes and content, each in order. Reading gives it, writing takes
/// it.
public struct XMLElement: Sendable, Hashable {
    /// Its name, as written.
    public var name: String
    /// Its attributes, in order, each name once.
    public var attributes: [Attribute]
    /// Elements and text, in order.
    public var content: [Content]
    /// The line it starts on, from 1, if it was read. Not part of equality.
    public var line: Int?

    /// One attribute.
    public struct Attribute: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Its value, without quotes or references.
        public var value: String

        /// Makes one.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// What stands inside an element.
    public enum Content: Sendable, Hashable {
        /// An element.
        case element(XMLElement)
        /// Text, without references.
        case text(String)
    }

    /// Makes an element of content.
    public init(_ name: String, attributes: [Attribute] = [], content: [Content] = [], line: Int? = nil) {
        self.name = name
        self.attributes = attributes
        self.content = content
        self.line = line
    }

    /// The elements inside, in order.
    public var children: [XMLElement] {
        content.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// The text directly inside, joined.
    public var text: String {
        var joined = ""
        for case .text(let part) in content { joined += part }
        return joined
    }

    /// The first element inside of this name.
    public func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// The elements inside of this name, in order.
    public func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// The value of an attribute.
    public func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    /// The element at a path of names below this one, the first of each name: `["incidentSummary", "platform"]`.
    public func descendant(_ names: String...) -> XMLElement? {
        names.reduce(self as XMLElement?) { element, name in element?.first(name) }
    }

    /// The same name, attributes and content.
    public static func == (left: XMLElement, right: XMLElement) -> Bool {
        left.name == right.name && left.attributes == right.attributes && left.content == right.content
    }

    /// Feeds name, attributes and content.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(attributes)
        hasher.combine(content)
    }
}
