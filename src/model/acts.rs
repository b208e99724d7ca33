//! Acts of the register, and the places within them that something refers to.

use rayon::prelude::*;

use super::{ActId, Catalogue, Node, ProvisionId};
use crate::content::body::Target;
use crate::content::law::Pin;
use crate::content::register::ActKind;
use crate::content::{Entry, Source, law};

/// An act, EU act, föreskrift or standard.
#[derive(Debug, Clone)]
pub struct Act {
    /// The entry of the register.
    pub entry: Entry,
}

/// A place within an act.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub struct Provision {
    pub act: ActId,
    pub pin: Pin,
}

impl Act {
    /// The act of an entry.
    pub fn new(entry: Entry) -> Self {
        Self { entry }
    }

    /// The address where the act can be read: computed for Swedish acts and EU acts, else that of the register.
    ///
    /// Forms of address: notes/standards-security.md 4.3.
    pub fn url(&self, pin: Option<&Pin>) -> Option<String> {
        let id = &self.entry.id.value;
        if let Some(url) = &self.entry.url {
            return Some(url.clone());
        }
        if let Some(number) = id.strip_prefix("SFS ") {
            let plain = number.bytes().all(|b| b.is_ascii_digit() || b == b':');
            let fragment = pin.map(swedish_fragment).unwrap_or_default();
            return plain.then(|| format!("https://lagen.nu/{number}{fragment}"));
        }
        let number = id.strip_prefix("(EU) ")?;
        let (year, serial) = number.split_once('/')?;
        let plain =
            year.len() == 4 && [year, serial].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
        let form = match self.entry.kind {
            ActKind::EuForordning => "reg",
            ActKind::EuDirektiv => "dir",
            _ => return None,
        };
        plain.then(|| format!("https://data.europa.eu/eli/{form}/{year}/{serial}/oj"))
    }
}

/// The fragment by which lagen.nu names a section: `#K2P1`.
fn swedish_fragment(pin: &Pin) -> String {
    let Pin::Section { chapter, section, .. } = pin else { return String::new() };
    let squeeze = |s: &String| s.replace(' ', "");
    let chapter = chapter.as_ref().map(|c| format!("K{}", squeeze(c))).unwrap_or_default();
    let section = section.as_ref().map(|s| format!("P{}", squeeze(s))).unwrap_or_default();
    format!("#{chapter}{section}")
}

/// Collects every place that documents refer to, in brackets or in running text.
pub fn collect(catalogue: &mut Catalogue) {
    let mut all: Vec<Provision> =
        catalogue.sources.par_iter().flat_map_iter(|source| provisions(catalogue, source)).collect();
    all.sort_unstable();
    all.dedup();
    catalogue.provisions = all;
}

/// The places of acts that a document refers to.
fn provisions(catalogue: &Catalogue, source: &Source) -> Vec<Provision> {
    let cited = source.outline.citations.iter().filter_map(|cited| {
        let act = cited.citation.act.as_ref().ok()?;
        Some((*act, cited.citation.pins.clone()))
    });
    let named = source.outline.mentions.iter().filter_map(|mention| match &mention.target {
        Target::Name(name) => catalogue.names.acts().parse(name),
        _ => None,
    });
    let of_act = |(act, pins): (usize, Vec<law::Pin>)| -> Vec<Provision> {
        pins.iter().map(|pin| Provision { act: ActId(act as u32), pin: pin.whole() }).collect()
    };
    cited.chain(named).flat_map(of_act).collect()
}

impl Catalogue {
    /// The nodes that a citation means: the places within the act, or the act itself.
    pub fn cited(&self, act: usize, pins: &[law::Pin]) -> Vec<Node> {
        let act = ActId(act as u32);
        if pins.is_empty() {
            return vec![Node::Act(act)];
        }
        pins.iter()
            .map(|pin| {
                let wanted = Provision { act, pin: pin.whole() };
                match self.provisions.binary_search(&wanted) {
                    Ok(at) => Node::Provision(ProvisionId(at as u32)),
                    Err(_) => Node::Act(act),
                }
            })
            .collect()
    }

    /// The places of an act, in order.
    pub fn provisions_of(&self, act: ActId) -> impl Iterator<Item = ProvisionId> + use<> {
        let start = self.provisions.partition_point(|p| p.act < act);
        let end = self.provisions.partition_point(|p| p.act <= act);
        (start as u32..end as u32).map(ProvisionId)
    }
}
