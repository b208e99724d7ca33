//! Sentences of Swedish administrative text, where a full stop ends few of them.

use std::ops::Range;

const SHORT: &str = "\
    t.ex bl.a m.m m.fl dvs d.v.s kap nr inkl exkl etc ca resp st s f.n fr.o.m t.o.m o.d osv o.s.v p.g.a \
    s.k jfr jmf art avd tel ev obs prop bil max min forts enl ang ex bl mm fig tab sid dnr kl u.å vol";

/// Whether a word stands in a list of words between blanks.
pub fn listed(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_whitespace().any(|known| known == word)
}

/// Whether a word that ends with a full stop is an abbreviation, in lower case.
pub fn is_abbreviation(word: &str) -> bool {
    let Some(word) = word.strip_suffix('.') else { return false };
    let word = word.trim_start_matches(['(', '”', '"', '/']);
    listed(SHORT, word) || word.chars().count() == 1 && word.chars().all(char::is_alphabetic)
}

/// The sentences of a text, each with the signs that end it, without blanks around.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut n = 0;
    while n < chars.len() {
        let (at, c) = chars[n];
        n += 1;
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((_, c)) = chars.get(n).filter(|(_, c)| matches!(c, '”' | '"' | ')' | '’' | '»' | '.'))
        {
            end += c.len_utf8();
            n += 1;
        }
        let word = text[start..at + 1].rsplit(char::is_whitespace).next().unwrap_or("").to_lowercase();
        // «märkta.2 Nästa»: the mark of a footnote was glued to the full stop.
        let mark = text[end..].bytes().take_while(u8::is_ascii_digit).count();
        let lettered = word.chars().filter(|c| c.is_alphabetic()).count() > 2;
        if matches!(mark, 1 | 2) && lettered && text[end + mark..].starts_with(char::is_whitespace) {
            end += mark;
            n += mark;
        }
        let after = text[end..].chars().next();
        let next = text[end..].trim_start().chars().next();
        let capital =
            next.is_none_or(|c| c.is_uppercase() || matches!(c, '”' | '“' | '"' | '(' | '«' | '–' | '•'));
        // «kap. 4 §», «nr. 5»: a number after an abbreviation goes on.
        let ends = after.is_none_or(char::is_whitespace)
            && capital
            && !(c == '.' && is_abbreviation(&word) && next.is_some());
        let abbreviated_end = c == '.'
            && matches!(word.as_str(), "m.m." | "etc." | "osv." | "m.fl." | "mm.")
            && capital
            && after.is_none_or(char::is_whitespace);
        if ends || abbreviated_end {
            push(text, start..end, &mut out);
            start = end;
        }
    }
    push(text, start..text.len(), &mut out);
    out
}

fn push(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let from = range.start + piece.len() - piece.trim_start().len();
    let to = range.start + piece.trim_end().len();
    if from < to {
        out.push(from..to);
    }
}

/// A word with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word without signs around it.
    pub text: &'a str,
    /// The word in lower case.
    pub low: String,
    /// Bytes of the sentence.
    pub range: Range<usize>,
    /// Whether a comma, a dash or a bracket stands directly after it.
    pub pause: bool,
}

/// The words of a sentence.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let edge = |c: char| !c.is_alphanumeric();
        let left = piece.len() - piece.trim_start_matches(edge).len();
        let core = piece.trim_matches(edge);
        if !core.is_empty() {
            let range = at + left..at + left + core.len();
            let after = &piece[left + core.len()..];
            let pause = after.starts_with([',', ';', ':', ')', '–', '—']);
            out.push(Word { text: core, low: core.to_lowercase(), range, pause });
        }
        at += piece.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_stops_that_end_nothing() {
        let cut = |text: &str| sentences(text).into_iter().map(|r| text[r].to_string()).collect::<Vec<_>>();
        assert_eq!(
            cut("Enligt 5 kap. 4 § lagen, t.ex. nycklar. Nästa mening."),
            ["Enligt 5 kap. 4 § lagen, t.ex. nycklar.", "Nästa mening."]
        );
        assert_eq!(cut("Lås, karmar m.m. Alla ska låsas."), ["Lås, karmar m.m.", "Alla ska låsas."]);
        assert_eq!(cut("Enligt ISO 27001. Har mandat att se."), ["Enligt ISO 27001.", "Har mandat att se."]);
        assert_eq!(cut("Lås ska märkas.2 Nycklar finns."), ["Lås ska märkas.2", "Nycklar finns."]);
        assert_eq!(cut("”Alla ska låsa.” Så är det"), ["”Alla ska låsa.”", "Så är det"]);
    }
}
