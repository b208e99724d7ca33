//! Which words of a unit are new and which are gone: as few as can be, and never a part of one.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::tokens::{Token, fold, is_word, tokens};

/// What has become of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Op {
    Equal,
    Delete,
    Insert,
}

/// Words that share a fate. The equal and deleted pieces make up the old text, the equal and inserted ones the new.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Piece {
    pub op: Op,
    pub text: String,
}

/// The share of words of a rule that may change before its two texts are shown whole.
const WHOLE: f64 = 0.6;

/// Marks the difference between two texts. Texts that have little in common are shown whole.
pub fn mark(old: &str, new: &str) -> Vec<Piece> {
    marked(old, new, WHOLE)
}

/// Marks the difference between a text and a part of it, of which the rest has gone elsewhere.
pub fn mark_part(old: &str, new: &str) -> Vec<Piece> {
    marked(old, new, 1.0)
}

/// `most_changed` is the share of words that may change before the two texts are shown whole.
fn marked(old: &str, new: &str, most_changed: f64) -> Vec<Piece> {
    if old == new {
        return single(Op::Equal, old);
    }
    let (a, b): (Vec<_>, Vec<_>) = (tokens(old).collect(), tokens(new).collect());
    let mut out = Pieces::default();
    let same = kept(&a, &b);
    let words = |tokens: &[Token<'_>]| tokens.iter().filter(|token| is_word(token.word)).count();
    let kept_words = same.iter().filter(|(i, _)| is_word(a[*i].word)).count();
    let most = words(&a).max(words(&b));
    if (kept_words as f64) < (1.0 - most_changed) * most as f64 && words(&a) > 3 && words(&b) > 3 {
        out.add(Op::Delete, old);
        out.add(Op::Insert, new);
        return out.0;
    }
    let (mut i, mut j) = (0, 0);
    for (x, y) in same.into_iter().chain([(a.len(), b.len())]) {
        a[i..x].iter().for_each(|token| out.token(Op::Delete, token));
        b[j..y].iter().for_each(|token| out.token(Op::Insert, token));
        if let (Some(old), Some(new)) = (a.get(x), b.get(y)) {
            if old.space == new.space {
                out.token(Op::Equal, old);
            } else {
                out.add(Op::Delete, old.space);
                out.add(Op::Insert, new.space);
                out.add(Op::Equal, old.word);
            }
        }
        (i, j) = (x + 1, y + 1);
    }
    out.0
}

/// A text of one fate.
pub fn single(op: Op, text: &str) -> Vec<Piece> {
    let mut out = Pieces::default();
    out.add(op, text);
    out.0
}

#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn token(&mut self, op: Op, token: &Token<'_>) {
        self.add(op, token.space);
        self.add(op, token.word);
    }

    /// Adds to the last piece of the same fate, if only pieces of the other mark stand between: deletions come first.
    fn add(&mut self, op: Op, text: &str) {
        if text.is_empty() {
            return;
        }
        let open = self.0.iter().rposition(|piece| piece.op == Op::Equal).map_or(0, |at| at + 1);
        let open = if op == Op::Equal { self.0.len().saturating_sub(1) } else { open };
        match self.0[open..].iter().position(|piece| piece.op == op) {
            Some(at) => self.0[open + at].text.push_str(text),
            None if op == Op::Delete && self.0.len() > open => {
                self.0.insert(open, Piece { op, text: text.to_string() });
            }
            None => self.0.push(Piece { op, text: text.to_string() }),
        }
    }
}

/// The pairs of tokens that stay, in order: the longest that follow each other, without lone small words in between.
fn kept(a: &[Token<'_>], b: &[Token<'_>]) -> Vec<(usize, usize)> {
    let (x, y): (Vec<&str>, Vec<&str>) =
        (a.iter().map(|t| t.word).collect(), b.iter().map(|t| t.word).collect());
    let mut same = Vec::new();
    if x.len() * y.len() <= 1_000_000 {
        longest(&x, &y, &mut same);
    } else {
        for op in capture_diff_slices(Algorithm::Patience, &x, &y) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                same.extend((0..len).map(|i| (old_index + i, new_index + i)));
            }
        }
    }
    without_islands(a, same)
}

/// The longest common subsequence, with as few breaks as it can have.
fn longest(a: &[&str], b: &[&str], out: &mut Vec<(usize, usize)>) {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    out.extend((0..head).map(|i| (i, i)));
    let (x, y) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let width = y.len() + 1;
    // Twice the length of the best way to the end from each place, and one more for each run that goes on.
    let weight = |word: &str| if word.chars().any(char::is_alphanumeric) { 16u32 } else { 3 };
    let mut best = vec![0u32; (x.len() + 1) * width];
    let mut run = vec![false; (x.len() + 1) * width];
    for i in (0..x.len()).rev() {
        for j in (0..y.len()).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let mut value = skip;
            if x[i] == y[j] {
                let next = (i + 1) * width + j + 1;
                let take = best[next] + weight(x[i]) + u32::from(run[next]);
                if take >= skip {
                    value = take;
                    run[i * width + j] = true;
                }
            }
            best[i * width + j] = value;
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < x.len() && j < y.len() {
        if run[i * width + j] {
            out.push((head + i, head + j));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out.extend((0..tail).map(|k| (a.len() - tail + k, b.len() - tail + k)));
}

/// Words that say little alone: between two marks they are marked with them.
const SMALL: [&str; 34] = [
    "och", "eller", "i", "på", "av", "för", "att", "som", "en", "ett", "det", "den", "de", "till", "med",
    "om", "är", "vid", "ska", "samt", "från", "the", "of", "and", "or", "to", "in", "a", "an", "is", "for",
    "by", "on", "be",
];

/// Takes away runs of at most two small words between changes on both sides.
fn without_islands(a: &[Token<'_>], same: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut out = Vec::with_capacity(same.len());
    let mut from = 0;
    while from < same.len() {
        let mut to = from + 1;
        while to < same.len() && same[to] == (same[to - 1].0 + 1, same[to - 1].1 + 1) {
            to += 1;
        }
        let run = &same[from..to];
        let inner = from > 0 && to < same.len();
        // Both sides must change on both edges: a lone insertion beside it would only grow the marks.
        let both = |x: (usize, usize), y: (usize, usize)| y.0 > x.0 + 1 && y.1 > x.1 + 1;
        let island = inner && both(same[from - 1], run[0]) && both(run[run.len() - 1], same[to]);
        let words: Vec<String> =
            run.iter().map(|(i, _)| fold(a[*i].word)).filter(|word| !word.is_empty()).collect();
        let small = words.len() <= 2 && words.iter().all(|word| SMALL.contains(&word.as_str()));
        if !(island && small) {
            out.extend_from_slice(run);
        }
        from = to;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(old: &str, new: &str) -> String {
        mark(old, new)
            .iter()
            .map(|piece| match piece.op {
                Op::Equal => piece.text.clone(),
                Op::Delete => format!("[-{}-]", piece.text),
                Op::Insert => format!("{{+{}+}}", piece.text),
            })
            .collect()
    }

    #[test]
    fn marks_are_few_and_whole() {
        assert_eq!(
            show(
                "arbetet med informationssäkerheten i regionen.",
                "arbetet med informationssäkerhet samt dataskydd i regionen."
            ),
            "arbetet med[- informationssäkerheten-]{+ informationssäkerhet samt dataskydd+} i regionen."
        );
        assert_eq!(
            show("Det ska dokumenteras.", "Det ska dokumenteras och följas upp."),
            "Det ska dokumenteras{+ och följas upp+}."
        );
        assert_eq!(show("a b c d e", "v x y z q"), "[-a b c d e-]{+v x y z q+}");
    }
}
