import AllianceKit

/// What a picture may ask for; checked against its header before any pixel is decoded.
public struct ImageLimits: Sendable, Hashable, Codable {
    /// Bytes of the file.
    public var bytes: Int
    /// Pixels.
    public var pixels: Int
    /// Pixels of either side.
    public var side: Int
    /// Pixels for each byte of the file, in pictures of more than a million pixels: flat pictures compress well, bombs better.
    public var pixelsPerByte: Int

    /// Makes limits: 256 MiB, 100 million pixels, 65,535 a side, 20,000 pixels a byte unless said otherwise.
    public init(bytes: Int = 1 << 28, pixels: Int = 100_000_000, side: Int = 65_535, pixelsPerByte: Int = 20_000) {
        self.bytes = bytes
        self.pixels = pixels
        self.side = side
        self.pixelsPerByte = pixelsPerByte
    }

    /// Throws the error of the first limit that a picture of this size breaks.
    func check(width: Int, height: Int, bytes count: Int) throws(AllianceError) {
        guard width > 0, height > 0 else {
            throw AllianceError("imaging.size.zero", "the picture has no pixels (\(width) x \(height))")
        }
        guard width <= side, height <= side else {
            throw AllianceError(
                "imaging.side.too-large", "the picture claims \(width) x \(height); a side may have \(side) pixels")
        }
        let pixels = width * height
        guard pixels <= self.pixels else {
            throw AllianceError(
                "imaging.pixels.too-many", "the picture claims \(width) x \(height); \(self.pixels) pixels are allowed")
        }
        guard pixels <= 1_000_000 || pixels / max(1, count) <= pixelsPerByte else {
            throw AllianceError(
                "imaging.ratio", "the picture claims \(width) x \(height) in \(count) bytes",
                hint: "a file that grows so much when it is decoded is taken for a bomb")
        }
    }
}
