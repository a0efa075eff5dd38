/// What an XML reader accepts at most. Everything beyond is refused before libxml2 sees a byte.
public struct XMLLimits: Sendable, Hashable {
    /// Bytes of the whole document.
    public var bytes: Int
    /// Levels of elements.
    public var depth: Int
    /// Elements of the whole document.
    public var elements: Int
    /// Attributes of one element.
    public var attributes: Int
    /// Bytes of one attribute's value or of one tag's names.
    public var attributeBytes: Int

    /// Makes limits; 16 MiB, 64 levels, 200,000 elements, 64 attributes of 64 KiB unless said.
    public init(
        bytes: Int = 16 << 20, depth: Int = 64, elements: Int = 200_000, attributes: Int = 64,
        attributeBytes: Int = 64 << 10
    ) {
        self.bytes = bytes
        self.depth = depth
        self.elements = elements
        self.attributes = attributes
        self.attributeBytes = attributeBytes
    }
}
