//! What one pair of texts costs: reading both, pairing their rules, marking the words.
//!
//!     cargo bench --bench pair -- [OLD NEW]
//!
//! Without files, the largest riktlinje of the demo against itself with every fifth rule reworded, two moved, one new and
//! one gone. Prints the least and the middle of many runs on one thread, in milliseconds.
#![allow(clippy::unwrap_used)]

use std::time::Instant;

use ledtrad::compare;

const RUNS: usize = 400;

fn main() {
    let paths: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let (old, new) = match paths.as_slice() {
        [old, new] => (std::fs::read_to_string(old).unwrap(), std::fs::read_to_string(new).unwrap()),
        _ => demo(),
    };
    let (units, changes) = compared(&old, &new);
    println!("{} + {} bytes, {units} units, {changes} changes", old.len(), new.len());
    // Everything above one thread would only hide what the work is.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| {
        report("read both", || {
            (compare::read("a.md", &old).units.len(), compare::read("a.md", &new).units.len())
        });
        let (a, b) = (compare::read("a.md", &old), compare::read("a.md", &new));
        report("compare", || (compare::compare_two(&a, &b).documents.len(), 0));
        report("both", || compared(&old, &new));
    });
}

fn compared(old: &str, new: &str) -> (usize, usize) {
    let (old, new) = (compare::read("a.md", old), compare::read("a.md", new));
    let comparison = compare::compare_two(&old, &new);
    (new.units.len(), comparison.documents.iter().map(|document| document.changes.len()).sum())
}

fn report(name: &str, work: impl Fn() -> (usize, usize)) {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(work());
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{name:>10} {:6.2} ms least, {:6.2} ms middle", times[0], times[RUNS / 2]);
}

/// A text of the demo, and the same with changes of every usual kind.
fn demo() -> (String, String) {
    let old = std::fs::read_to_string("content/riktlinjer/rik-is.md").unwrap();
    let mut rules: Vec<String> = old.split("\n\n").map(str::to_string).collect();
    let numbers: Vec<usize> = (0..rules.len()).filter(|at| rules[*at].starts_with("**IS-")).collect();
    for at in numbers.iter().step_by(5) {
        rules[*at] = rules[*at].replacen(" ska ", " bör alltid ", 1).replacen('.', " och följas upp.", 1);
    }
    rules[numbers[7]] =
        "**IS-990** En ny regel som inte fanns i den förra texten ska läsas av alla.".to_string();
    rules.swap(numbers[3], numbers[40]);
    (old, rules.join("\n\n"))
}
