/// What an incoming mail may use. Over a limit the mail is refused as a whole, before anything of it is decoded further.
public struct MailLimits: Sendable, Hashable {
    /// Bytes of the whole mail.
    public var bytes: Int
    /// Bytes of one part's header.
    public var headerBytes: Int
    /// Fields of one part's header.
    public var fields: Int
    /// Levels of parts in parts.
    public var depth: Int
    /// Parts in all.
    public var parts: Int

    /// Makes limits: 8 MiB, 128 KiB and 500 fields a header, 8 levels, 100 parts unless said otherwise.
    public init(bytes: Int = 8 << 20, headerBytes: Int = 128 << 10, fields: Int = 500, depth: Int = 8, parts: Int = 100)
    {
        self.bytes = bytes
        self.headerBytes = headerBytes
        self.fields = fields
        self.depth = depth
        self.parts = parts
    }
}
