//! Every fault that the program can find, with the words that its message needs. The sentences stand in `wording`.

use super::Code;

/// A fault. The comment of each code in [`super::TABLE`] says what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // the fields are the blanks of the sentence in `wording`
pub enum Problem {
    FrontMissing,
    FrontUnclosed,
    Toml { message: String },
    UnknownKey { key: String, nearest: Option<String> },
    WrongType { key: String, expected: Key, found: &'static str },
    BadDate { key: String, value: String },
    UnknownValue { key: String, value: String, allowed: Vec<String>, nearest: Option<String> },
    Missing { key: &'static str, status: Option<&'static str> },
    BadId { id: String },
    DuplicateId { id: String },
    AddressClash { address: String, other: String },
    Unreadable { path: String, why: Unreadable },
    UnknownName { name: String, nearest: Option<String> },
    AmbiguousName { name: String, candidates: Vec<String> },
    MissingTarget { target: String, nearest: Option<String> },
    ForbiddenAddress { address: String },
    Unpublished { name: String, profile: &'static str },
    SwallowingDefinition { label: String },
    RawHtml { html: String },
    ForbiddenCharacter { code: u32, name: &'static str },
    Personnummer,
    Placeholder { text: String },
    SkippedLevel { from: u8, to: u8 },
    ImageWithoutAlt { target: String },
    TableWithoutHeader,
    HeadingAttribute { attribute: String },
    UnknownLabel { label: String, nearest: Option<String> },
    TooDeep,
    Expired { on: String },
    ExpiresSoon { on: String, days: i64 },
    ReviewDue { on: String },
    NotYetInForce { status: String, from: String },
    AlreadyInForce { from: String },
    EndBeforeStart { from: String, until: String },
    SuccessorNotDecided { successor: String, status: String },
    PredecessorInForce { predecessor: String, status: String },
    RepealedAct { id: String, title: String, on: String, successor: Option<String> },
    ActWithoutNumber { name: String },
    ActNotRegistered { id: String },
    StaleRegister { id: String, checked: Option<String> },
    RoleNotDescribed { name: String, nearest: Option<String> },
    ReportsToItself { role: String, ring: Vec<String> },
    IncompatibleHolder { role: String, other: String, holder: String },
    OneSidedMembership { role: String, forum: String, listed_by: String },
    NoOwner { rule: String },
    NoSource { rule: String },
    NormativeWithoutId { phrase: String, prefix: Option<String> },
    RuleInGuidance { rule: String, kind: String },
    UnservedPrinciple { rule: String },
    VagueInterval { rule: String, words: String },
    ForeignPrefix { rule: String, prefix: String },
    TermConflict { term: String },
    TermUnused { term: String },
    TermUndefined { term: String },
}

/// The type that a key of the front matter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Key {
    Text,
    Texts,
    TextOrTexts,
    Date,
    Dates,
    Flag,
    Number,
    Table,
    Tables,
}

/// Why a file or folder was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Unreadable {
    Symlink,
    Special,
    HardLinked,
    TooLarge { limit: u64 },
    TooMany { limit: usize },
    NotUtf8,
    Name,
    Io { message: String },
}

impl Problem {
    /// The code under which the fault is known.
    pub fn code(&self) -> Code {
        Code(match self {
            Self::FrontMissing | Self::FrontUnclosed => 1,
            Self::Toml { .. } => 2,
            Self::UnknownKey { .. } => 3,
            Self::WrongType { .. } => 4,
            Self::BadDate { .. } => 5,
            Self::UnknownValue { .. } => 6,
            Self::Missing { .. } => 7,
            Self::BadId { .. } => 8,
            Self::DuplicateId { .. } => 9,
            Self::AddressClash { .. } => 10,
            Self::Unreadable { .. } => 11,
            Self::UnknownName { .. } => 12,
            Self::AmbiguousName { .. } => 13,
            Self::MissingTarget { .. } => 14,
            Self::ForbiddenAddress { .. } => 15,
            Self::Unpublished { .. } => 16,
            Self::SwallowingDefinition { .. } => 17,
            Self::RawHtml { .. } => 20,
            Self::ForbiddenCharacter { .. } => 21,
            Self::Personnummer => 22,
            Self::Placeholder { .. } => 23,
            Self::SkippedLevel { .. } => 24,
            Self::ImageWithoutAlt { .. } => 25,
            Self::TableWithoutHeader => 26,
            Self::HeadingAttribute { .. } => 27,
            Self::UnknownLabel { .. } => 28,
            Self::TooDeep => 29,
            Self::Expired { .. } => 30,
            Self::ExpiresSoon { .. } | Self::ReviewDue { .. } => 31,
            Self::NotYetInForce { .. } | Self::AlreadyInForce { .. } | Self::EndBeforeStart { .. } => 32,
            Self::SuccessorNotDecided { .. } | Self::PredecessorInForce { .. } => 33,
            Self::RepealedAct { .. } => 40,
            Self::ActWithoutNumber { .. } => 41,
            Self::ActNotRegistered { .. } => 42,
            Self::StaleRegister { .. } => 43,
            Self::RoleNotDescribed { .. } => 50,
            Self::ReportsToItself { .. } => 51,
            Self::IncompatibleHolder { .. } => 52,
            Self::OneSidedMembership { .. } => 53,
            Self::NoOwner { .. } => 60,
            Self::NoSource { .. } => 61,
            Self::NormativeWithoutId { .. } => 62,
            Self::RuleInGuidance { .. } => 63,
            Self::UnservedPrinciple { .. } => 64,
            Self::VagueInterval { .. } => 65,
            Self::ForeignPrefix { .. } => 66,
            Self::TermConflict { .. } => 70,
            Self::TermUnused { .. } => 71,
            Self::TermUndefined { .. } => 72,
        })
    }
}
