extension Configuration {
    /// What a hostile file may use; members that a file leaves out have their defaults.
    public struct Limits: Sendable, Hashable, Codable {
        /// Bytes of a file that is decoded as a picture; the digests of larger files are computed all the same.
        public var pictureBytes: Int
        /// Pixels of a picture.
        public var picturePixels: Int
        /// Seconds for one file in a worker.
        public var itemSeconds: Int
        /// Bytes of memory of a worker.
        public var workerMemory: Int

        /// Makes limits: 256 MiB, 100 million pixels, 30 seconds, 2 GiB unless said otherwise.
        public init(
            pictureBytes: Int = 1 << 28, picturePixels: Int = 100_000_000, itemSeconds: Int = 30,
            workerMemory: Int = 2 << 30
        ) {
            self.pictureBytes = pictureBytes
            self.picturePixels = picturePixels
            self.itemSeconds = itemSeconds
            self.workerMemory = workerMemory
        }

        /// Reads what is there.
        public init(from decoder: any Decoder) throws {
            self.init()
            let values = try decoder.container(keyedBy: CodingKeys.self)
            pictureBytes = try values.decodeIfPresent(Int.self, forKey: .pictureBytes) ?? pictureBytes
            picturePixels = try values.decodeIfPresent(Int.self, forKey: .picturePixels) ?? picturePixels
            itemSeconds = try values.decodeIfPresent(Int.self, forKey: .itemSeconds) ?? itemSeconds
            workerMemory = try values.decodeIfPresent(Int.self, forKey: .workerMemory) ?? workerMemory
        }
    }
}
