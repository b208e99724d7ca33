//! Which document is which: by permanent id, by path, by the same text, and by how many words have come along.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::{Bag, Lexicon};
use super::unit::Text;

/// A document on both sides, or on one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Paired {
    pub old: Option<usize>,
    pub new: Option<usize>,
}

/// How much of the smaller of two texts must stand in the other for a document to have changed its name.
const COVERED: f64 = 0.3;
/// Most pairs of texts that are compared for that.
const PAIRS: usize = 250_000;

/// Pairs the documents: those of the new side in their order, then those that are gone.
pub fn pair(old: &[Text], new: &[Text]) -> Vec<Paired> {
    let mut to_old: Vec<Option<usize>> = vec![None; new.len()];
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let id = |text: &Text| text.id.clone();
    let path = |text: &Text| Some(text.path.clone());
    join(&by(old, id), &by(new, id), &mut to_old, &mut taken);
    join(&by(old, path), &by(new, path), &mut to_old, &mut taken);
    let words =
        |text: &Text| Some(text.units.iter().map(|unit| unit.text.as_str()).collect::<Vec<_>>().join("\n"));
    let (gone, come) = (rest(old.len(), &taken), free(&to_old));
    let among = |texts: &[Text], numbers: &[usize]| -> BTreeMap<String, Option<usize>> {
        let mut out = BTreeMap::new();
        for number in numbers {
            if let Some(key) = words(&texts[*number]).filter(|key| !key.is_empty()) {
                out.entry(key).and_modify(|known| *known = None).or_insert(Some(*number));
            }
        }
        out
    };
    join(&among(old, &gone), &among(new, &come), &mut to_old, &mut taken);
    renamed(old, new, &mut to_old, &mut taken);
    let mut out: Vec<Paired> =
        to_old.iter().enumerate().map(|(new, old)| Paired { old: *old, new: Some(new) }).collect();
    out.extend(rest(old.len(), &taken).into_iter().map(|old| Paired { old: Some(old), new: None }));
    out
}

fn by(texts: &[Text], key: impl Fn(&Text) -> Option<String>) -> BTreeMap<String, Option<usize>> {
    let mut out = BTreeMap::new();
    for (number, text) in texts.iter().enumerate() {
        if let Some(key) = key(text) {
            out.entry(key).and_modify(|known| *known = None).or_insert(Some(number));
        }
    }
    out
}

fn join(
    old: &BTreeMap<String, Option<usize>>,
    new: &BTreeMap<String, Option<usize>>,
    to_old: &mut [Option<usize>],
    taken: &mut BTreeSet<usize>,
) {
    for (key, number) in new {
        if let (Some(new), Some(Some(old))) = (number, old.get(key))
            && to_old[*new].is_none()
            && taken.insert(*old)
        {
            to_old[*new] = Some(*old);
        }
    }
}

fn rest(count: usize, taken: &BTreeSet<usize>) -> Vec<usize> {
    (0..count).filter(|number| !taken.contains(number)).collect()
}

fn free(to_old: &[Option<usize>]) -> Vec<usize> {
    (0..to_old.len()).filter(|number| to_old[*number].is_none()).collect()
}

/// Pairs what vanished with what is new, the most alike first.
fn renamed(old: &[Text], new: &[Text], to_old: &mut [Option<usize>], taken: &mut BTreeSet<usize>) {
    let (gone, come) = (rest(old.len(), taken), free(to_old));
    if gone.is_empty() || come.is_empty() || gone.len() * come.len() > PAIRS {
        return;
    }
    let mut lexicon = Lexicon::default();
    let mut bag = |text: &Text| -> Bag {
        lexicon.bag(&text.units.iter().map(|unit| unit.text.as_str()).collect::<Vec<_>>().join(" "))
    };
    let a: Vec<Bag> = gone.iter().map(|number| bag(&old[*number])).collect();
    let b: Vec<Bag> = come.iter().map(|number| bag(&new[*number])).collect();
    let mut found = Vec::new();
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            let share = x.shared_pairs(y) as f64 / x.pairs.len().min(y.pairs.len()).max(1) as f64;
            if share >= COVERED {
                found.push((share, gone[i], come[j]));
            }
        }
    }
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
    for (_, old, new) in found {
        if to_old[new].is_none() && taken.insert(old) {
            to_old[new] = Some(old);
        }
    }
}
