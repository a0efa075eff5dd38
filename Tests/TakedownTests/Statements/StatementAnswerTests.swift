import AllianceKit
import Testing

@testable import Takedown

/// What the database's answers mean.
struct StatementAnswerTests {
    private func batch(_ puids: [String]) throws -> StatementBatch {
        try StatementBatch(puids.map { ["puid": .string($0)] })
    }

    private func answer(_ status: Int, _ body: String, to puids: [String]) throws -> StatementAnswer {
        StatementAnswer(HTTPResponse(status: status, url: "", body: Array(body.utf8)), to: try batch(puids))
    }

    @Test func batchesAreInOneOrder() throws {
        let batch = try batch(["b", "a"])
        #expect(batch.puids == ["a", "b"])
        #expect(batch.digest == (try self.batch(["a", "b"])).digest)
        #expect(String(decoding: batch.body, as: UTF8.self) == #"{"statements":[{"puid":"a"},{"puid":"b"}]}"#)
        for puids in [[], ["a", "a"], (0...100).map { "\($0)" }] {
            let error = #expect(throws: AllianceError.self) { try self.batch(puids) }
            #expect(error?.code == "takedown.statement.batch")
        }
    }

    @Test func created() throws {
        let body = #"{"statements":[{"uuid":"u-1","puid":"a"},{"uuid":"u-2","puid":"b"}]}"#
        #expect(try answer(201, body, to: ["a", "b"]) == .accepted(["a": "u-1", "b": "u-2"]))
        #expect(try answer(201, "", to: ["a"]) == .accepted([:]))
    }

    @Test func faultsOfStatements() throws {
        let body = #"{"errors":{"statement_1":{"puid":["The puid format is invalid."],"category":["x","y"]}}}"#
        #expect(
            try answer(422, body, to: ["a", "b"])
                == .refused(["b": ["puid: The puid format is invalid.", "category: x", "category: y"]]))
        let single = #"{"message":"m","errors":{"puid":["wrong"]}}"#
        #expect(try answer(422, single, to: ["a"]) == .refused(["a": ["puid: wrong"]]))
        #expect(try answer(422, single, to: ["a", "b"]) == .refused(["": ["puid: wrong"]]))
        #expect(try answer(422, "<html>", to: ["a"]) == .refused(["": ["the database gave no reason"]]))
        let outside = #"{"errors":{"statement_7":{"puid":["x"]}}}"#
        #expect(try answer(422, outside, to: ["a", "b"]) != .refused([:]))
    }

    @Test func puidsThatExist() throws {
        let single = #"{"message":"m","errors":{"puid":["m"]},"existing":{"puid":"a"}}"#
        #expect(try answer(422, single, to: ["a"]) == .existing(["a"]))
        let many = #"{"message":"m","errors":{"puid":["m"],"existing_puids":["b","c"]}}"#
        #expect(try answer(422, many, to: ["a", "b", "c"]) == .existing(["b", "c"]))
        let keyed = #"{"errors":{"puid":["m"],"existing_puids":{"0":"b"}}}"#
        #expect(try answer(422, keyed, to: ["a", "b"]) == .existing(["b"]))
    }

    @Test func otherStatuses() throws {
        #expect(try answer(401, "", to: ["a"]) == .unauthorized(401))
        #expect(try answer(403, "", to: ["a"]) == .unauthorized(403))
        #expect(try answer(429, "", to: ["a"]) == .unavailable(429, mayHaveArrived: false))
        #expect(try answer(504, "", to: ["a"]) == .unavailable(504, mayHaveArrived: true))
        #expect(try answer(302, "", to: ["a"]) == .unavailable(302, mayHaveArrived: true))
    }

    /// The database says "found" with 302, a body and no Location.
    @Test func foundIsARedirectWithoutATarget() {
        func exists(_ status: Int) -> Bool? { StatementAnswer.exists(HTTPResponse(status: status, url: "")) }
        #expect(exists(302) == true)
        #expect(exists(404) == false)
        #expect(exists(500) == nil)
    }
}
