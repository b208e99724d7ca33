//! The table of codes. A code is for ever: it is never given to another fault, and its number never moves.

use std::collections::BTreeMap;
use std::fmt;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; never fails anything.
    Note,
    /// Ought to be mended; fails `check --deny varning`.
    Warning,
    /// The portal is not built.
    Error,
}

/// The name of a kind of finding, such as `L012`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u16);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "L{:03}", self.0)
    }
}

impl std::str::FromStr for Code {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        let digits = s.strip_prefix(['L', 'l']).ok_or(())?;
        let number = digits.parse().map_err(|_| ())?;
        TABLE.iter().any(|(code, _)| code.0 == number).then_some(Self(number)).ok_or(())
    }
}

use Severity::{Error, Note, Warning};

/// Every code with the severity that it has unless `site.toml` says otherwise.
pub const TABLE: &[(Code, Severity)] = &[
    // Files and front matter
    (Code(1), Error),  // front matter missing or not closed
    (Code(2), Error),  // TOML does not parse
    (Code(3), Error),  // unknown key
    (Code(4), Error),  // value of the wrong type
    (Code(5), Error),  // not a date, or no day of the calendar
    (Code(6), Error),  // value outside the list of allowed ones
    (Code(7), Error),  // mandatory field missing
    (Code(8), Error),  // id of the wrong form
    (Code(9), Error),  // id given twice
    (Code(10), Error), // two things want the same address
    (Code(11), Error), // file that may not be read
    // References
    (Code(12), Error),   // unknown name
    (Code(13), Error),   // name that several things have
    (Code(14), Error),   // link to a file or heading that is not there
    (Code(15), Error),   // address of a forbidden kind
    (Code(16), Warning), // reference to what is not published in this profile
    (Code(17), Error),   // link definition that swallows text
    (Code(18), Error),   // no document at all
    (Code(19), Warning), // word of several scripts
    // Text
    (Code(20), Error), // raw HTML
    (Code(21), Error), // forbidden character
    (Code(22), Error), // personnummer
    (Code(23), Error), // placeholder in what claims to be decided
    (Code(24), Error), // skipped heading level
    (Code(25), Error), // image without alternative text
    (Code(26), Error), // table without header
    (Code(27), Error), // heading attribute that is not an id
    (Code(28), Error), // unknown label in a metadata line
    (Code(29), Error), // nested too deep
    // Status and validity
    (Code(30), Error),   // validity has passed
    (Code(31), Warning), // validity or review soon, or review passed
    (Code(32), Error),   // status and dates contradict each other
    (Code(33), Error),   // status that the other document contradicts
    (Code(34), Warning), // accessibility statement that nobody has looked through for a year
    // Law
    (Code(40), Warning), // repealed act
    (Code(41), Warning), // act cited without its number, unknown by name
    (Code(42), Note),    // act that the register lacks
    (Code(43), Warning), // register entry that has not been checked for a year
    (Code(44), Warning), // control that is not applied, without a reason
    // Roles
    (Code(50), Warning), // role named but not described
    (Code(51), Error),   // reports to itself or in a ring
    (Code(52), Error),   // incompatible roles with one holder
    (Code(53), Warning), // convener or member that the other side does not know
    // Rules
    (Code(60), Warning), // rule without owner
    (Code(61), Warning), // rule without source
    (Code(62), Warning), // normative sentence without id
    (Code(63), Error),   // rule in a guidance document
    (Code(64), Warning), // principle that no rule serves
    (Code(65), Note),    // vague interval
    (Code(66), Warning), // rule id outside the document's prefix
    // Terms
    (Code(70), Warning), // defined twice, differently
    (Code(71), Note),    // defined and not used
    (Code(72), Warning), // used as a term and not defined
];

/// What stays an error whatever `site.toml` says: without it the portal could not be written, or what authors write
/// would no longer be data.
pub const FIXED: &[Code] = &[Code(9), Code(10), Code(11), Code(15), Code(20), Code(21), Code(27), Code(29)];

/// Severities as the portal wants them: the table, changed by `[severity]` in `site.toml`.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Severities(BTreeMap<Code, Option<Severity>>);

impl Severities {
    /// Sets the severity of a code; `None` switches it off.
    pub fn set(&mut self, code: Code, severity: Option<Severity>) {
        self.0.insert(code, severity);
    }

    /// The severity of a code, or `None` when it is switched off.
    pub fn of(&self, code: Code) -> Option<Severity> {
        self.0
            .get(&code)
            .copied()
            .unwrap_or_else(|| TABLE.iter().find(|(c, _)| *c == code).map(|(_, severity)| *severity))
    }
}
