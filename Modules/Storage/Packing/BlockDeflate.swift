/// Raw deflate (RFC 1951) of larger blocks without a dictionary, for modules that keep rows of their own in the store's file.
public final class BlockDeflate {
    private let deflater = Deflater()
    private let inflater = Inflater()

    /// Makes one; used by one thread at a time.
    public init() {}

    /// The compressed form; nil if it is not shorter.
    public func deflate(_ bytes: [UInt8]) -> [UInt8]? {
        var output: [UInt8] = []
        return deflater.deflate(bytes, dictionary: [], limit: bytes.count, into: &output) ? output : nil
    }

    /// Exactly `count` bytes; nil when the stream is damaged, ends early, or goes on for longer. The caller checks `count` first.
    public func inflate(_ packed: RawSpan, count: Int) -> [UInt8]? {
        inflater.inflate(packed, dictionary: [], count: count)
    }
}
