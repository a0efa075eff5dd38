import AllianceKit

/// The lines of segments, one after another, read as they are asked for.
struct BundleReader {
    private var segments: ArraySlice<BundleSegment>
    private let read: (BundleSegment) throws -> [UInt8]
    private var bytes: [UInt8] = []
    private var place = 0

    /// Reads segments through `read`, which checks them.
    init(_ segments: [BundleSegment], _ read: @escaping (BundleSegment) throws -> [UInt8]) {
        self.segments = segments[...]
        self.read = read
    }

    /// The next line with its newline, or nil at the end.
    mutating func next() throws -> ArraySlice<UInt8>? {
        while place == bytes.count {
            guard let segment = segments.popFirst() else { return nil }
            bytes = try read(segment)
            place = 0
        }
        let end = bytes[place...].firstIndex(of: 0x0a) ?? bytes.count - 1
        defer { place = end + 1 }
        return bytes[place...end]
    }
}
