public import AllianceKit

/// Targets, operational goals and example actions of the Global Alliance, each fact with its source and how sure it is.
public struct Catalogue: Sendable {
    /// How a fact is known.
    public enum Confidence: String, Sendable, Codable {
        /// Read in the document named as its source.
        case document
        /// Found only in a secondary place: check before publishing.
        case secondary
        /// Not found in a document: check before publishing.
        case memory

        /// Whether a person must check the fact before it is published.
        public var isUnverified: Bool { self != .document }
    }

    /// An operational goal below a policy target.
    public struct Goal: Sendable, Hashable, Codable {
        /// Stable identity: `AVAIL-G2`.
        public var id: String
        /// The target it serves.
        public var target: PolicyTarget
        /// What is to be reached, in our words.
        public var title: String
        /// How the fact is known.
        public var confidence: Confidence
        /// Where it was read.
        public var source: String
        /// A choice of this project, not a fact of the 2012 documents.
        public var proposal: Bool?
    }

    /// An example action that a country can choose.
    public struct Action: Sendable, Hashable, Codable {
        /// Stable identity: `AVAIL-G2-A1`.
        public var id: String
        /// The goal it serves.
        public var goal: String
        /// The target it serves.
        public var target: PolicyTarget
        /// What is to be done.
        public var title: String
        /// How the fact is known.
        public var confidence: Confidence
        /// Where it comes from.
        public var source: String
        /// A choice of this project, not a fact of the 2012 documents.
        public var proposal: Bool?
    }

    /// A policy target with its number in each document of 2012.
    public struct Target: Sendable, Hashable, Codable {
        /// The stable code.
        public var code: PolicyTarget
        /// Its title in today's terms.
        public var title: String
        /// What it asks for.
        public var description: String
        /// How the fact is known.
        public var confidence: Confidence
        /// Where it was read.
        public var source: String
        /// Its number in each document; they differ.
        public var numbers: [Number]

        /// A number in one document.
        public struct Number: Sendable, Hashable, Codable {
            /// The document's identity.
            public var document: String
            /// The number there.
            public var number: Int
        }
    }

    /// The four targets.
    public let targets: [Target]
    /// The operational goals.
    public let goals: [Goal]
    /// The example actions.
    public let actions: [Action]

    /// The goal of an identity, or nil.
    public func goal(_ id: String) -> Goal? { goals.first { $0.id == id } }
    /// The action of an identity, or nil.
    public func action(_ id: String) -> Action? { actions.first { $0.id == id } }

    /// Reads the catalogue that is built in.
    public static func builtIn() throws -> Catalogue {
        struct Targets: Decodable { var targets: [Target] }
        struct Goals: Decodable { var goals: [Goal] }
        struct Actions: Decodable { var actions: [Action] }
        return Catalogue(
            targets: try JSONBytes.decode(Targets.self, from: PackageResources.targets_json).targets,
            goals: try JSONBytes.decode(Goals.self, from: PackageResources.goals_json).goals,
            actions: try JSONBytes.decode(Actions.self, from: PackageResources.actions_json).actions)
    }
}
