/// A part of a picture, in pixels from its upper left corner.
public struct PictureBox: Sendable, Hashable, Codable {
    /// Pixels to the left of it.
    public var x: Int
    /// Pixels above it.
    public var y: Int
    /// Pixels across, at least 1.
    public var width: Int
    /// Pixels down, at least 1.
    public var height: Int

    /// Makes one.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
}
