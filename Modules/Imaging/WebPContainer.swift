import AllianceKit

/// What the chunks of a WebP file say (RFC 9649, section 2): the canvas, and where the first frame's bitstream lies.
struct WebPContainer {
    /// The canvas.
    var width = 0
    var height = 0
    var frame: Frame?

    /// A bitstream (VP8 or VP8L) and where it stands on the canvas.
    struct Frame {
        var data: Range<Int>
        var x = 0
        var y = 0
    }

    init(_ bytes: [UInt8]) throws(AllianceError) {
        guard bytes.count >= 20 else { throw Self.truncated }
        let claimed = Self.number(bytes, 4, 4) + 8
        guard 12...bytes.count ~= claimed else { throw Self.truncated }
        try walk(bytes, 12..<claimed)
        guard let frame, width == 0 else { return }
        // Without an extended header the bitstream's own size is the canvas.
        (width, height) = Self.size(bytes, frame.data)
    }

    private static let truncated = AllianceError("imaging.webp.truncated", "the WebP ends too early")

    /// Goes through chunks until a bitstream; a frame's own chunks stand one level down and hold no further frames.
    private mutating func walk(
        _ bytes: [UInt8], _ range: Range<Int>, x: Int = 0, y: Int = 0, inFrame: Bool = false
    ) throws(AllianceError) {
        var place = range.lowerBound
        while frame == nil, place + 8 <= range.upperBound {
            let size = Self.number(bytes, place + 4, 4)
            let start = place + 8
            guard size <= range.upperBound - start else { throw Self.truncated }
            let content = start..<start + size
            switch String(decoding: bytes[place..<place + 4], as: UTF8.self) {
            case "VP8X" where size >= 10:
                width = Self.number(bytes, start + 4, 3) + 1
                height = Self.number(bytes, start + 7, 3) + 1
            case "VP8 ", "VP8L": frame = Frame(data: content, x: x, y: y)
            case "ANMF" where size >= 16 && !inFrame:
                let left = Self.number(bytes, start, 3) * 2
                let top = Self.number(bytes, start + 3, 3) * 2
                try walk(bytes, start + 16..<content.upperBound, x: left, y: top, inFrame: true)
            default: break
            }
            place = content.upperBound + size & 1
        }
    }

    /// Width and height in the head of a bitstream; zeros if it has none.
    private static func size(_ bytes: [UInt8], _ data: Range<Int>) -> (Int, Int) {
        let start = data.lowerBound
        if data.count >= 5, bytes[start] == 0x2f {
            let bits = number(bytes, start + 1, 4)
            return (bits & 0x3fff + 1, bits >> 14 & 0x3fff + 1)
        }
        guard data.count >= 10 else { return (0, 0) }
        return (number(bytes, start + 6, 2) & 0x3fff, number(bytes, start + 8, 2) & 0x3fff)
    }

    /// A little-endian number.
    private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
        bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
