//! The inflection classes of the parts list: the forms that a word takes, and how it begins a compound.
//!
//! In: a lemma and its class. Out: strings. A form too many does little harm, since forms only are looked up.

/// How a word is inflected; the names are those of `data/parts.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// `lista, listan, listor`.
    N1,
    /// `bil, bilen, bilar`; `tidning`.
    N2,
    /// `pojke, pojken, pojkar`.
    N2e,
    /// `nyckel, nyckeln, nycklar`.
    N2x,
    /// `enhet, enheten, enheter`.
    N3,
    /// `kategori, kategorin, kategorier`; `motor`.
    N3v,
    /// `händelse, händelsen, händelser`; `linje`.
    N3e,
    /// `möte, mötet, möten`.
    N4,
    /// `avtal, avtalet, avtal`.
    N5,
    /// `register, registret, register`.
    N5x,
    /// `batteri, batteriet, batterier`.
    N3n,
    /// `läkare, läkaren, läkarna`.
    N6,
    /// `tekniker, teknikern, tekniker`.
    N6p,
    /// `sökande, sökanden`.
    N7,
    /// `hantera, hanterar, hanterade`.
    V1,
    /// `ställa, ställer, ställde`.
    V2,
    /// Verbs whose forms stand in the list.
    Vs,
    /// `stor, stort, stora`.
    A1,
    /// Adjectives without forms.
    A2,
    /// `säker, säkert, säkra`; `egen, eget, egna`.
    A3,
    /// `baserad, baserat, baserade`.
    Pp,
    /// Words whose forms stand in the list.
    Irr,
    /// What only begins compounds.
    Pre,
    /// Particles: they begin words without being parts of them.
    Part,
    /// Words that are no parts.
    Word,
    /// Names of places.
    Name,
}

impl Class {
    /// The class of a name in the list.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "n1" => Self::N1,
            "n2" => Self::N2,
            "n2e" => Self::N2e,
            "n2x" => Self::N2x,
            "n3" | "n3s" => Self::N3,
            "n3v" | "n3or" => Self::N3v,
            "n3e" => Self::N3e,
            "n3n" => Self::N3n,
            "n4" => Self::N4,
            "n5" => Self::N5,
            "n5x" => Self::N5x,
            "n6" => Self::N6,
            "n6p" => Self::N6p,
            "n7" => Self::N7,
            "v1" => Self::V1,
            "v2" => Self::V2,
            "vs" => Self::Vs,
            "a1" => Self::A1,
            "a2" => Self::A2,
            "a3" => Self::A3,
            "pp" => Self::Pp,
            "irr" => Self::Irr,
            "pre" => Self::Pre,
            "part" => Self::Part,
            "word" => Self::Word,
            "name" => Self::Name,
            _ => return None,
        })
    }

    /// Whether words of the class are nouns.
    pub fn is_noun(self) -> bool {
        use Class::{Irr, N1, N2, N2e, N2x, N3, N3e, N3n, N3v, N4, N5, N5x, N6, N6p, N7};
        matches!(self, N1 | N2 | N2e | N2x | N3 | N3v | N3e | N3n | N4 | N5 | N5x | N6 | N6p | N7 | Irr)
    }

    /// Whether words of the class are adjectives.
    pub fn is_adjective(self) -> bool {
        matches!(self, Self::A1 | Self::A2 | Self::A3 | Self::Pp)
    }

    /// Whether words of the class are verbs.
    pub fn is_verb(self) -> bool {
        matches!(self, Self::V1 | Self::V2 | Self::Vs)
    }
}

/// Every form of a lemma, itself first; `listed` are those that stand in the list.
pub fn forms(class: Class, lemma: &str, listed: &[&str]) -> Vec<String> {
    let mut out = vec![lemma.to_string()];
    match class {
        Class::Vs => verb_by_parts(lemma, listed, &mut out),
        Class::Irr => out.extend(listed.iter().map(|form| (*form).to_string())),
        Class::V1 => out.extend(endings(cut(lemma, 1), "ar ade at ad as ades ats ande")),
        Class::V2 => out.extend(endings(cut(lemma, 1), "er de te t d da ts des tes s es as ande")),
        _ if class.is_adjective() => adjective(class, lemma, &mut out),
        _ => {
            out.extend(noun(class, lemma));
            if let Some(doubled) = doubled(lemma) {
                out.extend(noun(class, &doubled));
            }
        }
    }
    if class.is_noun() || class == Class::Name {
        let genitives: Vec<String> = out
            .iter()
            .filter(|form| !form.ends_with(['s', 'x', 'z']))
            .map(|form| format!("{form}s"))
            .collect();
        out.extend(genitives);
    }
    out
}

fn noun(class: Class, lemma: &str) -> Vec<String> {
    match class {
        Class::N1 => endings(cut(lemma, 1), "an or orna"),
        // The plural tells N2 from N3; writers of the list may mistake one for the other without harm.
        Class::N2 | Class::N3 => endings(lemma, "en ar arna er erna").chain_if(takes_n(lemma), lemma, "n"),
        Class::N2e => endings(cut(lemma, 1), "en ar arna"),
        Class::N2x => endings(lemma, "n").chain_if(true, &contracted(lemma), "en ar arna er erna"),
        Class::N3v => endings(lemma, "n en er erna"),
        Class::N3e => endings(lemma, "n r rna"),
        Class::N4 => endings(lemma, "t n na"),
        Class::N5 => {
            let short = lemma.ends_with(['a', 'e', 'o', 'i', 'u', 'å', 'ö', 'ä']);
            endings(lemma, if short { "t et n na" } else { "et en" })
        }
        Class::N5x => endings(&contracted(lemma), "et en").chain_if(true, lemma, "et en"),
        Class::N3n => endings(lemma, "et t er erna"),
        Class::N6 => endings(lemma, "n").chain_if(true, cut(lemma, 1), "na"),
        Class::N6p => endings(lemma, "n na"),
        Class::N7 => endings(lemma, "n na"),
        _ => Vec::new(),
    }
}

fn adjective(class: Class, lemma: &str, out: &mut Vec<String>) {
    match class {
        Class::A1 | Class::Pp => {
            out.extend(endings(lemma, "a e are ast aste"));
            if lemma.ends_with("am") || lemma.ends_with("än") {
                let last = if lemma.ends_with('m') { 'm' } else { 'n' };
                out.extend(endings(&format!("{lemma}{last}"), "a e"));
            }
            if let Some(stem) = lemma.strip_suffix('d') {
                let doubled =
                    stem.ends_with(['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö']) && class == Class::A1;
                out.push(format!("{stem}{}", if doubled { "tt" } else { "t" }));
            } else if let Some(stem) = lemma.strip_suffix("nn") {
                out.push(format!("{stem}nt"));
            } else if ends_in_vowel(lemma) {
                out.push(format!("{lemma}tt"));
            } else if !lemma.ends_with('t') {
                out.push(format!("{lemma}t"));
            }
        }
        Class::A3 => {
            let stem = contracted(lemma);
            out.extend(endings(&stem, "a e are ast aste"));
            let neuter =
                lemma.strip_suffix("en").map_or_else(|| format!("{lemma}t"), |stem| format!("{stem}et"));
            out.push(neuter);
        }
        _ => {}
    }
}

/// `skriver, skrev, skrivit, skriven` and what follows from them.
fn verb_by_parts(lemma: &str, listed: &[&str], out: &mut Vec<String>) {
    out.extend(listed.iter().map(|form| (*form).to_string()));
    let stem = lemma.strip_suffix('a').unwrap_or(lemma);
    out.extend(endings(stem, if ends_in_vowel(stem) { "s ende" } else { "as s es ande" }));
    for form in listed.iter().skip(1).take(2) {
        out.push(format!("{form}s"));
    }
    let Some(participle) = listed.get(3) else { return };
    if let Some(stem) = participle.strip_suffix("en") {
        out.extend(endings(stem, "et na"));
    } else if let Some(stem) = participle.strip_suffix('d') {
        out.extend(endings(stem, "da de t"));
    } else {
        out.extend(endings(participle, "a e"));
    }
}

/// How a lemma begins a compound when the list does not say it.
pub fn joints(class: Class, lemma: &str) -> Vec<String> {
    const WITH_S: [&str; 7] = ["ing", "dom", "ion", "het", "skap", "itet", "nad"];
    let whole = lemma.to_string();
    match class {
        Class::N1 | Class::N2e | Class::N6 => vec![cut(lemma, 1).to_string()],
        Class::N4 if lemma.ends_with("nde") => vec![whole],
        Class::N4 => vec![format!("{lemma}s")],
        Class::N2 | Class::N3 | Class::N5 => {
            let s = WITH_S.iter().any(|ending| lemma.ends_with(ending));
            vec![if s { format!("{lemma}s") } else { whole }]
        }
        Class::Name => vec![format!("{lemma}s"), whole],
        Class::V1 if lemma.ends_with("era") => Vec::new(),
        _ if class.is_noun() || class == Class::Pre => vec![whole],
        _ => Vec::new(),
    }
}

/// Words that a lemma makes without being in the list: `-het` of adjectives, `-ning`, `-ande`, `-are` of verbs.
pub fn derived(class: Class, lemma: &str) -> Vec<(Class, String)> {
    if class.is_adjective() && !lemma.ends_with('e') {
        return vec![(Class::N3, format!("{lemma}het"))];
    }
    if !class.is_verb() {
        return Vec::new();
    }
    let stem = lemma.strip_suffix('a').unwrap_or(lemma);
    if ends_in_vowel(stem) {
        return vec![(Class::N4, format!("{stem}ende"))];
    }
    let mut out = vec![(Class::N4, format!("{stem}ande")), (Class::N6, format!("{stem}are"))];
    if stem.chars().count() > 2 {
        out.push((Class::N2, format!("{stem}ing")));
        if !stem.ends_with("er") {
            out.push((Class::N2, format!("{stem}ning")));
        }
    }
    out
}

fn endings(stem: &str, list: &str) -> Vec<String> {
    list.split(' ').map(|ending| format!("{stem}{ending}")).collect()
}

trait Chain {
    /// The same with more forms, if the condition holds.
    fn chain_if(self, condition: bool, stem: &str, list: &str) -> Self;
}

impl Chain for Vec<String> {
    fn chain_if(mut self, condition: bool, stem: &str, list: &str) -> Self {
        if condition {
            self.extend(endings(stem, list));
        }
        self
    }
}

/// Without the last letters, which are ASCII in every lemma that is cut.
fn cut(lemma: &str, letters: usize) -> &str {
    lemma.get(..lemma.len().saturating_sub(letters)).unwrap_or(lemma)
}

/// Without the e (or o, or a) before the last consonant: `nyckel → nyckl`.
fn contracted(lemma: &str) -> String {
    let mut letters: Vec<char> = lemma.chars().collect();
    if letters.len() > 2 {
        letters.remove(letters.len() - 2);
        // No triple and no doubled consonant before another one: `sommar → somr`.
        let n = letters.len();
        if n > 3 && letters[n - 2] == letters[n - 3] && letters[n - 2] == 'm' {
            letters.remove(n - 2);
        }
    }
    letters.into_iter().collect()
}

/// With the last m or n twice, as it is before an ending: `rum → rumm(et)`, `vän → vänn(er)`.
fn doubled(lemma: &str) -> Option<String> {
    let last = lemma.chars().next_back().filter(|c| matches!(c, 'm' | 'n'))?;
    let before = &lemma[..lemma.len() - 1];
    let short = ends_in_vowel(before) && !before.ends_with("io") && !before.ends_with(last);
    short.then(|| format!("{lemma}{last}"))
}

fn takes_n(lemma: &str) -> bool {
    ends_in_vowel(lemma) || lemma.ends_with("or") || lemma.ends_with("el") || lemma.ends_with("er")
}

fn ends_in_vowel(word: &str) -> bool {
    word.ends_with(['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö', 'é'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paradigms() {
        let has = |class, lemma: &str, form: &str| forms(class, lemma, &[]).contains(&form.to_string());
        for (class, lemma, form) in [
            (Class::N1, "lista", "listornas"),
            (Class::N2, "by", "byn"),
            (Class::N2x, "nyckel", "nycklarna"),
            (Class::N2x, "sommar", "somrar"),
            (Class::N5x, "register", "registrets"),
            (Class::N6, "läkare", "läkarnas"),
            (Class::A1, "röd", "rött"),
            (Class::A1, "ny", "nytt"),
            (Class::A1, "blind", "blint"),
            (Class::A3, "egen", "egna"),
            (Class::A3, "säker", "säkra"),
            (Class::Pp, "baserad", "baserat"),
            (Class::V1, "hantera", "hanterades"),
        ] {
            assert!(has(class, lemma, form), "{form}");
        }
        let strong = forms(Class::Vs, "skriva", &["skriver", "skrev", "skrivit", "skriven"]);
        assert!(
            ["skrivs", "skrivna", "skrivits", "skrivande"]
                .iter()
                .all(|form| strong.contains(&(*form).to_string()))
        );
    }

    #[test]
    fn joint_forms() {
        assert_eq!(joints(Class::N1, "skola"), ["skol"]);
        assert_eq!(joints(Class::N2, "tidning"), ["tidnings"]);
        assert_eq!(joints(Class::N3, "station"), ["stations"]);
        assert_eq!(joints(Class::N5, "avtal"), ["avtal"]);
        assert_eq!(joints(Class::N6, "läkare"), ["läkar"]);
        assert_eq!(derived(Class::V1, "rapportera")[2].1, "rapportering");
    }
}
