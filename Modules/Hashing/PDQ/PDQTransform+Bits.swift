import AllianceKit

/// From frequencies to bits, for every orientation.
extension PDQTransform {
    /// The hash of one orientation: a bit is set where the frequency is above the lower median of all.
    func hash(_ orientation: PDQOrientation = .original) -> Hash256 {
        let values = turned(orientation)
        let median = values.sorted()[127]
        var hash = Hash256()
        for (bit, value) in values.enumerated() where value > median { hash[bit] = true }
        return hash
    }

    /// The frequencies of the turned picture: turning exchanges rows and columns and changes the signs of odd frequencies.
    /// Index 0 is the first frequency, so "odd" below means an odd index, an even frequency.
    private func turned(_ orientation: PDQOrientation) -> [Float] {
        var values = [Float](repeating: 0, count: 256)
        for i in 0..<16 {
            for j in 0..<16 {
                let value = frequencies[i * 16 + j]
                switch orientation {
                case .original: values[i * 16 + j] = value
                case .rotate90: values[j * 16 + i] = j % 2 == 1 ? value : -value
                case .rotate180: values[i * 16 + j] = (i + j) % 2 == 1 ? -value : value
                case .rotate270: values[j * 16 + i] = i % 2 == 1 ? value : -value
                case .flipX: values[i * 16 + j] = i % 2 == 1 ? value : -value
                case .flipY: values[i * 16 + j] = j % 2 == 1 ? value : -value
                case .flipPlus1: values[j * 16 + i] = value
                case .flipMinus1: values[j * 16 + i] = (i + j) % 2 == 1 ? -value : value
                }
            }
        }
        return values
    }
}
