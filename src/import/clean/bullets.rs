//! Bullets on lines of their own: text out of PDF often has all the bullets of a list first, and then its items.

use super::super::journal::Journal;
use super::super::lines::{Layer, Line, goes_on, is_full, width};

fn is_lone(line: &Line) -> bool {
    matches!(line.text.as_str(), "•" | "◦" | "▪" | "·")
}

/// Puts lone bullets before the lines that begin the items after them.
pub fn run(mut layer: Layer, journal: &mut Journal) -> Layer {
    let width = width(&layer.lines);
    let mut at = 0;
    while at < layer.lines.len() {
        if !is_lone(&layer.lines[at]) {
            at += 1;
            continue;
        }
        let mut bullets = Vec::new();
        let mut next = at;
        while layer.lines.get(next).is_some_and(|line| is_lone(line) || line.is_blank()) {
            if is_lone(&layer.lines[next]) {
                bullets.push(next);
            }
            next += 1;
        }
        // Where every line is followed by a blank one, the items are too.
        let double = bullets.len() > 1 && bullets.windows(2).all(|pair| pair[1] > pair[0] + 1);
        let limit = layer.lines.len().min(next + 8 * bullets.len());
        let end = (next..limit)
            .find(|n| !double && layer.lines[*n].is_blank() || is_lone(&layer.lines[*n]))
            .unwrap_or(limit);
        let text: Vec<usize> = (next..end).filter(|n| !layer.lines[*n].is_blank()).collect();
        let items: Vec<Line> = text.iter().map(|n| layer.lines[*n].clone()).collect();
        let starts = starts(&items, bullets.len(), width);
        for (bullet, start) in bullets.iter().zip(starts) {
            let glyph = std::mem::take(&mut layer.lines[*bullet].text);
            let item = &mut layer.lines[text[start]];
            item.text = format!("{glyph} {}", item.text);
            journal.count("lösa punkter");
        }
        at = if double { next } else { end }.max(at + 1);
    }
    layer
}

/// Which of these lines begin the items: each, when there are as many; else those that go on nothing.
fn starts(lines: &[Line], bullets: usize, width: usize) -> Vec<usize> {
    if lines.len() == bullets {
        return (0..bullets).collect();
    }
    let goes = |n: &usize| {
        n.checked_sub(1)
            .is_some_and(|before| is_full(&lines[before], &lines[*n].text, width) && goes_on(&lines[*n].text))
    };
    (0..lines.len()).filter(|n| !goes(n)).take(bullets).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text::lines;

    #[test]
    fn bullets_find_their_items() {
        let text = "Chefen ska\n\n•\n•\n\nräkna nycklar\nbyta lås\n\nSlut.";
        let layer = run(Layer { lines: lines(text), ..Layer::default() }, &mut Journal::default());
        let left: Vec<String> =
            layer.lines.into_iter().map(|line| line.text).filter(|text| !text.is_empty()).collect();
        assert_eq!(left, ["Chefen ska", "• räkna nycklar", "• byta lås", "Slut."]);
        // Double spaced.
        let text = "Rutinen gäller alla som arbetar i huset. Chefen ska\n\n•\n\n•\n\nräkna nycklar\n\nbyta lås\n\nSlut.";
        let layer = run(Layer { lines: lines(text), ..Layer::default() }, &mut Journal::default());
        let left: Vec<String> =
            layer.lines.into_iter().map(|line| line.text).filter(|text| !text.is_empty()).collect();
        assert_eq!(left[1..], ["• räkna nycklar", "• byta lås", "Slut."]);
    }
}
