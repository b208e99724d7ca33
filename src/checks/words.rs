//! Words as terms are compared by: the names that a label holds, and forms without their endings.
//!
//! Pure helpers of the checks on terms. Coarser than the search: two words that differ more than their endings may
//! come out alike, so that a check rather says too little than too much.

/// The names that the label of a term holds: «Allvarlig skada (nivå 4)» is also «Allvarlig skada» and «nivå 4».
pub fn variants(label: &str) -> Vec<&str> {
    let mut out = vec![label];
    let inner = |part: &'_ str| part.len() < label.len();
    out.extend(
        label.split(['(', ')', '/']).map(str::trim).filter(|part| part.chars().count() > 1 && inner(part)),
    );
    out
}

/// Endings of nouns, adjectives and the genitive, the longer first.
const ENDINGS: [&str; 16] =
    ["erna", "arna", "orna", "ens", "ets", "en", "et", "er", "ar", "or", "an", "na", "n", "a", "e", "s"];

/// A phrase with every word in lower case and cut to what its forms share.
pub fn stems(phrase: &str) -> String {
    let words = phrase.split_whitespace().map(|word| stem(&word.to_lowercase()).to_string());
    words.collect::<Vec<_>>().join(" ")
}

fn stem(word: &str) -> &str {
    let mut word = word;
    while let Some(rest) =
        ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)).find(|rest| rest.chars().count() >= 3)
    {
        word = rest;
    }
    word.strip_suffix('t').filter(|rest| rest.chars().count() >= 3).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let groups: [&[&str]; 4] = [
            &["händelse", "händelsen", "händelser", "händelserna"],
            &["systemägare", "systemägaren", "systemägarna", "systemägarens"],
            &["allvarlig skada", "allvarliga skador", "den allvarligt skadan"],
            &["skyddsnivå", "skyddsnivån", "skyddsnivåer", "skyddsnivåerna"],
        ];
        for group in groups {
            let first = stems(group[0]);
            for form in group {
                assert!(stems(form).ends_with(&first), "{form}: {}", stems(form));
            }
        }
        assert_ne!(stems("säkerhet"), stems("säkring"));
    }

    #[test]
    fn labels_hold_names() {
        assert_eq!(
            variants("Allvarlig skada (nivå 4)"),
            ["Allvarlig skada (nivå 4)", "Allvarlig skada", "nivå 4"]
        );
        assert_eq!(variants("Logg"), ["Logg"]);
    }
}
