//! Text with a blank line after every printed line, so that a blank line says nothing.

use super::super::journal::Journal;
use super::super::lines::Layer;

/// Removes single blank lines when nearly every line has one after it.
pub fn run(mut layer: Layer, journal: &mut Journal) -> Layer {
    if !is_double(&layer) {
        return layer;
    }
    let mut kept = Vec::with_capacity(layer.lines.len());
    for line in layer.lines {
        if line.is_blank() {
            journal.count("radavstånd");
        } else {
            kept.push(line);
        }
    }
    layer.lines = kept;
    layer
}

/// Whether at least nine of ten lines of text stand alone between blank lines, and lines do not end sentences: in
/// text whose paragraphs are one line each, blank lines mean what they always mean.
fn is_double(layer: &Layer) -> bool {
    let lines = &layer.lines;
    let text: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].is_blank()).collect();
    if text.len() < 8 {
        return false;
    }
    let alone = text.windows(2).filter(|pair| pair[1] > pair[0] + 1).count();
    let broken = text
        .windows(2)
        .filter(|pair| {
            let (line, next) = (&lines[pair[0]].text, &lines[pair[1]].text);
            !super::super::lines::is_finished(line) && super::super::lines::goes_on(next)
        })
        .count();
    alone * 10 >= (text.len() - 1) * 9 && broken * 5 >= text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text::lines;

    fn left(text: &str) -> usize {
        run(Layer { lines: lines(text), ..Layer::default() }, &mut Journal::default()).lines.len()
    }

    #[test]
    fn double_spacing_goes_and_paragraphs_stay() {
        let double = "Detta är en rad som\n\nfortsätter här och\n\nslutar. Nästa rad\n\nfortsätter också\n\noch slutar.\n\nEn till som går\n\nvidare och\n\nslutar.\n";
        assert_eq!(left(double), 8);
        let single = "Ett stycke.\n\nEtt till.\n\nEtt till.\n\nEtt till.\n\nEtt till.\n\nEtt till.\n\nEtt till.\n\nSlut.\n\nSlut.";
        assert!(left(single) > 10);
    }
}
