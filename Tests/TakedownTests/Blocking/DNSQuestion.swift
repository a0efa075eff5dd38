import Foundation
import TestKit

/// A tiny DNS client over UDP, for asking resolvers on loopback.
enum DNSQuestion {
    /// What came back: the code, and the data of address and text records.
    struct Answer: Equatable, CustomStringConvertible {
        var code: Int
        var data: [String]
        static let nxdomain = Answer(code: 3, data: [])
        static let nodata = Answer(code: 0, data: [])
        static func address(_ text: String...) -> Answer { Answer(code: 0, data: text) }
        var description: String { "rcode \(code) \(data)" }
    }

    /// Asks for a name; nil when nothing comes within the time.
    static func ask(_ name: String, type: UInt16 = 1, port: UInt16, milliseconds: Int = 3000) -> Answer? {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var time = timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let id = UInt16.random(in: 0...UInt16.max)
        var message: [UInt8] = [UInt8(id >> 8), UInt8(id & 255), 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        for label in name.split(separator: ".") { message += [UInt8(label.utf8.count)] + Array(label.utf8) }
        message += [0, UInt8(type >> 8), UInt8(type & 255), 0, 1]
        let sent = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe sendto(descriptor, message, message.count, 0, generic, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard sent == message.count else { return nil }
        var space = [UInt8](repeating: 0, count: 4096)
        let count = unsafe recv(descriptor, &space, space.count, 0)
        guard count > 12, space[0] == message[0], space[1] == message[1] else { return nil }
        return read(Array(space[..<count]))
    }

    private static func read(_ bytes: [UInt8]) -> Answer {
        func number(_ place: Int) -> Int { Int(bytes[place]) << 8 | Int(bytes[place + 1]) }
        func skip(_ start: Int) -> Int {
            var place = start
            while bytes[place] != 0 {
                if bytes[place] & 0xc0 == 0xc0 { return place + 2 }
                place += Int(bytes[place]) + 1
            }
            return place + 1
        }
        var place = skip(12) + 4
        var data: [String] = []
        for _ in 0..<number(6) {
            place = skip(place)
            let (type, length) = (number(place), number(place + 8))
            let content = bytes[(place + 10)..<(place + 10 + length)]
            place += 10 + length
            switch type {
            case 1: data.append(content.map(String.init).joined(separator: "."))
            case 28:
                data.append(
                    stride(from: content.startIndex, to: content.endIndex, by: 2).map { String(number($0), radix: 16) }
                        .joined(separator: ":"))
            case 16: data.append(String(decoding: content.dropFirst(), as: UTF8.self))
            default: break
            }
        }
        return Answer(code: Int(bytes[3] & 15), data: data.sorted())
    }
}

/// A program that serves on loopback for one test, and ends with it.
final class LoopbackServer {
    private let process = Process()

    /// Starts it; standard error goes to a file.
    init(_ program: String, _ words: [String], log: String) throws {
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = words
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        process.standardError = handle
        process.standardOutput = handle
        try process.run()
    }

    deinit {
        process.terminate()
        // Some ask their terminal first, or have the signal blocked by the thread that started them.
        for _ in 0..<40 where process.isRunning { _ = poll(nil, 0, 50) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    var isRunning: Bool { process.isRunning }

    /// Tries until something answers; nil when it does not within half a minute, or the program ended.
    func waitFor<Value>(_ body: () -> Value?) -> Value? {
        for _ in 0..<100 where isRunning {
            if let value = body() { return value }
            _ = poll(nil, 0, 100)
        }
        return nil
    }

    /// A port of loopback that is free for UDP and TCP now.
    static func freePort() -> UInt16 {
        for _ in 0..<50 {
            let port = UInt16.random(in: 20000...60000)
            if free(port, SOCK_DGRAM) && free(port, SOCK_STREAM) { return port }
        }
        return 0
    }

    private static func free(_ port: UInt16, _ kind: __socket_type) -> Bool {
        let descriptor = socket(AF_INET, Int32(kind.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe bind(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
