import AllianceKit

/// What goes and comes during one exchange, with its limits. Used by one thread at a time.
final class CurlExchange {
    /// Why the exchange was cut off by us.
    enum Cut: Equatable {
        /// Everything wanted is there.
        case enough
        /// More header bytes than allowed.
        case headers
        /// The peer's address is refused.
        case peer(AllianceError)
    }

    /// Most bytes of header fields.
    static let headerLimit = 64 << 10

    let bodyLimit: Int
    let headersOnly: Bool
    /// Judges the address that was really connected to.
    let judge: (String, Int) throws(AllianceError) -> Void
    /// What is sent, for mail.
    let upload: [UInt8]?
    private(set) var sent = 0
    private(set) var body: [UInt8] = []
    private(set) var lines: [String] = []
    private(set) var cut: Cut?
    private var headerBytes = 0

    init(
        bodyLimit: Int = 0, headersOnly: Bool = false, upload: [UInt8]? = nil,
        judge: @escaping (String, Int) throws(AllianceError) -> Void
    ) {
        self.bodyLimit = bodyLimit
        self.headersOnly = headersOnly
        self.upload = upload
        self.judge = judge
    }

    /// Takes body bytes; false stops the exchange.
    func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard !headersOnly else {
            cut = .enough
            return false
        }
        let room = bodyLimit - body.count
        unsafe body.append(contentsOf: bytes.prefix(max(0, room)))
        if bytes.count > room { cut = .enough }
        return cut == nil
    }

    /// Takes one header or answer line; false stops the exchange.
    func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
        headerBytes += bytes.count
        guard headerBytes <= Self.headerLimit else {
            cut = .headers
            return false
        }
        var line = unsafe bytes[...]
        while let last = unsafe line.last, last == 0x0d || last == 0x0a { unsafe line.removeLast() }
        lines.append(unsafe String(decoding: line, as: UTF8.self))
        return true
    }

    /// Gives the next bytes to send.
    func giveUpload(into space: UnsafeMutableRawBufferPointer) -> Int {
        guard let upload else { return 0 }
        let count = min(space.count, upload.count - sent)
        unsafe space.copyBytes(from: upload[sent..<(sent + count)])
        sent += count
        return count
    }

    /// Judges the peer; false stops the exchange before anything is sent.
    func checkPeer(_ address: String, port: Int) -> Bool {
        do throws(AllianceError) {
            try judge(address, port)
            return true
        } catch {
            cut = .peer(error)
            return false
        }
    }
}

// C callbacks: free functions that only hand over.

func takeBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes = unsafe bytes, let exchange = unsafe exchange(context) else { return 0 }
    return unsafe exchange.takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

func takeHeader(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes = unsafe bytes, let exchange = unsafe exchange(context) else { return 0 }
    return unsafe exchange.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

func giveUpload(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes = unsafe bytes, let exchange = unsafe exchange(context) else { return 0 }
    return unsafe exchange.giveUpload(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
}

func checkPeer(
    _ context: UnsafeMutableRawPointer?, _ remote: UnsafeMutablePointer<CChar>?,
    _ local: UnsafeMutablePointer<CChar>?, _ remotePort: Int32, _ localPort: Int32
) -> Int32 {
    guard let remote = unsafe remote, let exchange = unsafe exchange(context) else { return 1 }
    return exchange.checkPeer(unsafe String(cString: remote), port: Int(remotePort)) ? 0 : 1
}

private func exchange(_ context: UnsafeMutableRawPointer?) -> CurlExchange? {
    unsafe context.map { unsafe Unmanaged<CurlExchange>.fromOpaque($0).takeUnretainedValue() }
}
