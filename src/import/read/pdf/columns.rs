//! Text in columns: the pieces of a page in the order in which they are read.
//!
//! In: the lines of a page, each with its pieces. Out: parts of the page, one after the other, the left column before the
//! right. A gutter is a place that no piece crosses over many lines, with long lines of text on both sides; where the
//! lines of one side are short, it is a table, and that is for `table`.

use super::content::Piece;

/// Fewest lines on each side of a gutter.
const LINES: usize = 5;

/// Cuts the lines of a page into parts that are read after each other.
pub fn parts(lines: Vec<Vec<&Piece>>) -> Vec<Vec<Vec<&Piece>>> {
    let mut out = Vec::new();
    split(lines, 0, &mut out);
    out
}

fn split<'a>(lines: Vec<Vec<&'a Piece>>, depth: usize, out: &mut Vec<Vec<Vec<&'a Piece>>>) {
    let found = if depth < 3 { gutter(&lines) } else { None };
    let Some((start, end, x)) = found else {
        if !lines.is_empty() {
            out.push(lines);
        }
        return;
    };
    let mut lines = lines;
    let after = lines.split_off(end);
    let within = lines.split_off(start);
    split(lines, depth + 1, out);
    let side = |left: bool| -> Vec<Vec<&'a Piece>> {
        let part = |line: &Vec<&'a Piece>| -> Vec<&'a Piece> {
            line.iter().copied().filter(|piece| (piece.x < x - 3.0) == left).collect()
        };
        within.iter().map(part).filter(|line: &Vec<&Piece>| !line.is_empty()).collect()
    };
    split(side(true), depth + 1, out);
    split(side(false), depth + 1, out);
    split(after, depth + 1, out);
}

fn end_of(piece: &Piece) -> f32 {
    piece.x + piece.width
}

/// The lines that stand in two columns, and where the right one begins.
fn gutter(lines: &[Vec<&Piece>]) -> Option<(usize, usize, f32)> {
    let all = || lines.iter().flatten();
    let left = all().map(|piece| piece.x).fold(f32::MAX, f32::min);
    let right = all().map(|piece| end_of(piece)).fold(f32::MIN, f32::max);
    let mut starts: std::collections::BTreeMap<i32, usize> = std::collections::BTreeMap::new();
    for line in lines {
        let mut line = line.clone();
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
        let mut end = left;
        for piece in line {
            let place = (piece.x - left) / (right - left).max(1.0);
            if piece.x - end > 0.6 * piece.size && (0.25..0.75).contains(&place) {
                *starts.entry((piece.x / 2.0).round() as i32).or_default() += 1;
            }
            end = end.max(end_of(piece));
        }
    }
    let mut candidates: Vec<(usize, i32)> =
        starts.into_iter().filter(|(_, times)| *times >= LINES).map(|(at, times)| (times, at)).collect();
    candidates.sort_unstable_by(|a, b| b.cmp(a));
    candidates.into_iter().take(4).find_map(|(_, at)| {
        let x = at as f32 * 2.0;
        runs(lines, x)
            .into_iter()
            .find(|(start, end)| is_prose(&lines[*start..*end], x, left, right))
            .map(|(start, end)| (start, end, x))
    })
}

/// The runs of lines that no piece crosses, cut where much white stands between them.
fn runs(lines: &[Vec<&Piece>], x: f32) -> Vec<(usize, usize)> {
    let crosses = |line: &[&Piece]| line.iter().any(|piece| piece.x < x - 6.0 && end_of(piece) > x + 2.0);
    let mut out = Vec::new();
    let mut start = 0;
    for at in 0..lines.len() {
        let far = at > start && lines[at - 1][0].y - lines[at][0].y > 3.2 * lines[at][0].size;
        if far {
            out.push((start, at));
            start = at;
        }
        if crosses(&lines[at]) {
            out.push((start, at));
            start = at + 1;
        }
    }
    out.push((start, lines.len()));
    out.retain(|(start, end)| end > start);
    out
}

/// Whether both sides hold running text: lines that fill most of their column.
fn is_prose(lines: &[Vec<&Piece>], x: f32, left: f32, right: f32) -> bool {
    let full = |is_left: bool, from: f32, to: f32| {
        let ends = lines.iter().filter_map(|line| {
            let own = line.iter().filter(|piece| (piece.x < x - 3.0) == is_left);
            own.map(|piece| end_of(piece))
                .fold(None, |last: Option<f32>, end| Some(last.map_or(end, |l| l.max(end))))
        });
        let ends: Vec<f32> = ends.collect();
        let filled = ends.iter().filter(|end| **end - from > 0.7 * (to - from)).count();
        ends.len() >= LINES && filled * 2 >= ends.len()
    };
    let both = lines.iter().filter(|line| {
        line.iter().any(|piece| piece.x < x - 3.0) && line.iter().any(|piece| piece.x >= x - 3.0)
    });
    // Where one side has gaps of its own in most lines, the whole is a table with more columns.
    let gapped = lines.iter().filter(|line| {
        [true, false].into_iter().any(|is_left| {
            let mut side: Vec<&Piece> =
                line.iter().copied().filter(|piece| (piece.x < x - 3.0) == is_left).collect();
            side.sort_by(|a, b| a.x.total_cmp(&b.x));
            side.windows(2).any(|pair| pair[1].x - end_of(pair[0]) > 1.6 * pair[1].size)
        })
    });
    gapped.count() * 2 < lines.len()
        && !has_columns(lines, x)
        && both.count() >= LINES - 1
        && full(true, left, x - 8.0)
        && full(false, x, right)
}

/// Whether lines of one side have gaps that end at one place: columns of a table, as the white in running text is not.
fn has_columns(lines: &[Vec<&Piece>], x: f32) -> bool {
    let mut starts: std::collections::BTreeMap<i32, usize> = std::collections::BTreeMap::new();
    for is_left in [true, false] {
        for line in lines {
            let mut side: Vec<&Piece> =
                line.iter().copied().filter(|piece| (piece.x < x - 3.0) == is_left).collect();
            side.sort_by(|a, b| a.x.total_cmp(&b.x));
            for pair in side.windows(2).filter(|pair| pair[1].x - end_of(pair[0]) > 1.6 * pair[1].size) {
                *starts.entry((pair[1].x / 3.0).round() as i32).or_default() += 1;
            }
        }
    }
    starts.values().any(|times| *times >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(right: &str) -> Vec<Piece> {
        let mut pieces =
            vec![Piece::printed(50.0, 750.0, "En rubrik som går över hela sidan och båda spalterna")];
        for n in 0..8 {
            let y = 700.0 - n as f32 * 12.0;
            pieces.push(Piece::printed(50.0, y, "Vänster spalt med en full rad text"));
            pieces.push(Piece::printed(250.0, y, right));
        }
        pieces
    }

    fn count(pieces: &[Piece]) -> usize {
        let mut lines: Vec<Vec<&Piece>> = Vec::new();
        for piece in pieces {
            match lines.last_mut() {
                Some(line) if (line[0].y - piece.y).abs() < 1.0 => line.push(piece),
                _ => lines.push(vec![piece]),
            }
        }
        parts(lines).len()
    }

    #[test]
    fn columns_of_text_are_read_one_by_one_and_tables_are_not() {
        assert_eq!(count(&page("Höger spalt med en full rad av text")), 3);
        let mut table = page("Kort");
        table.iter_mut().filter(|piece| piece.x > 200.0).step_by(2).for_each(|piece| {
            piece.width = 300.0;
        });
        table
            .iter_mut()
            .filter(|piece| piece.x < 200.0 && piece.y < 740.0)
            .for_each(|piece| piece.width = 40.0);
        assert_eq!(count(&table), 1);
    }
}
