import AllianceKit
import Cryptography
import Foundation
import Ledger
import TestKit
import Testing

@Suite struct LedgerKeysTests {
    let folder: TemporaryFolder
    let keys: String
    let made: VerifierKey

    init() throws {
        folder = try TemporaryFolder()
        keys = folder.file("keys")
        let randomness = TestRandomness(seed: 3)
        made = try LedgerKeys.create(in: keys, origin: LedgerKeys.origin(domain: "example.org")) {
            randomness.bytes($0)
        }
    }

    @Test func madeAndLoaded() throws {
        #expect(made.name == "example.org/alliance-ledger")
        #expect(try LedgerKeys.load(from: keys).verifier == made)
        #expect(try LedgerKeys.loadVerifier(from: keys) == made)
        #expect(Files.permissions("\(keys)/ledger.key") == 0o600)
        #expect(Files.permissions(keys) == 0o700)
        let text = String(decoding: try Files.read("\(keys)/ledger.pub"), as: UTF8.self)
        #expect(text == "\(made)\n")
    }

    @Test func aKeyIsNeverReplaced() throws {
        let before = try Files.read("\(keys)/ledger.key")
        let error = #expect(throws: AllianceError.self) {
            try LedgerKeys.create(in: keys, origin: "example.org/other") { [UInt8](repeating: 0, count: $0) }
        }
        #expect(error?.code == "ledger.key.exists")
        #expect(try Files.read("\(keys)/ledger.key") == before)
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o601]) func aKeyOthersCanReadIsRefused(mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: "\(keys)/ledger.key")
        let error = #expect(throws: AllianceError.self) { try LedgerKeys.load(from: keys) }
        #expect(error?.code == "ledger.key.permissions")
        #expect(error?.exitCode == .notAllowed)
    }

    @Test func missingKeysAreNamed() throws {
        for (name, load) in [
            ("ledger.key", { _ = try LedgerKeys.load(from: keys) }),
            ("ledger.pub", { _ = try LedgerKeys.loadVerifier(from: keys) }),
        ] {
            try Files.remove("\(keys)/\(name)")
            let error = #expect(throws: AllianceError.self) { try load() }
            #expect(error?.code == "ledger.key.missing")
            #expect(error?.place?.file == "\(keys)/\(name)")
        }
    }

    @Test func damagedKeysAreRefused() throws {
        let bytes = try Files.read("\(keys)/ledger.key")
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1
            try Files.write(changed, to: "\(keys)/ledger.key", mode: 0o600)
            #expect(throws: AllianceError.self) { try LedgerKeys.load(from: keys) }
        }
        for count in [0, 1, 20, bytes.count - 1] {
            try Files.write(Array(bytes.prefix(count)), to: "\(keys)/ledger.key", mode: 0o600)
            #expect(throws: AllianceError.self) { try LedgerKeys.load(from: keys) }
        }
    }

    @Test(arguments: ["", "with space", "a+b", "line\nbreak"]) func originsANoteCannotCarryAreRefused(origin: String) {
        #expect(throws: AllianceError.self) {
            try LedgerKeys.create(in: folder.file("other"), origin: origin) { [UInt8](repeating: 0, count: $0) }
        }
        #expect(!Files.exists(folder.file("other/ledger.key")))
    }
}
