//! Programs run side by side, round by round: time by the clock, time of the processor, most memory.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

/// A program to measure.
pub struct Contender {
    /// Its name in the table.
    pub name: &'static str,
    /// The program and its arguments, run one after the other.
    pub commands: Vec<Vec<String>>,
    /// The folder that is not there when a run begins; `None` builds again on what is there.
    pub fresh: Option<PathBuf>,
    /// A folder that must be there, and the program that makes it, unmeasured, where it is not.
    pub needs: Option<(PathBuf, Vec<String>)>,
}

impl Contender {
    /// A program that needs nothing.
    pub fn new(name: &'static str, commands: Vec<Vec<String>>, fresh: Option<PathBuf>) -> Self {
        Self { name, commands, fresh, needs: None }
    }
}

/// What a run took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// Seconds by the clock.
    pub wall: f64,
    /// Seconds of the processor in the program.
    pub user: f64,
    /// Seconds of the processor in the system.
    pub system: f64,
    /// Most memory at a time of the largest process, in MiB.
    pub memory: f64,
}

/// Runs each contender once a round and gives the costs by contender and round.
///
/// What an earlier run has written is put aside, and removed when all is measured: a disk that has just removed many files
/// makes new ones slowly (ext4 passes over the numbers of files that went in the last minutes), and that would be measured.
/// Before each run the disk writes what is left of the one before: ours waits until its site is on the disk, and would wait
/// for what others have written and never waited for.
pub fn rounds(contenders: &[Contender], rounds: usize, log: &Path) -> io::Result<Vec<Vec<Cost>>> {
    let mut costs = vec![Vec::new(); contenders.len()];
    let mut aside = Vec::new();
    for round in 0..rounds {
        for (number, (contender, costs)) in contenders.iter().zip(&mut costs).enumerate() {
            eprintln!("round {} of {rounds}: {}", round + 1, contender.name);
            if let Some(folder) = contender.fresh.as_ref().filter(|folder| folder.exists()) {
                let old = folder.with_extension(format!("old-{number}-{round}"));
                if old.exists() {
                    fs::remove_dir_all(&old)?;
                }
                fs::rename(folder, &old)?;
                aside.push(old);
            }
            if let Some((_, maker)) = contender.needs.as_ref().filter(|(folder, _)| !folder.exists()) {
                once(contender.name, std::slice::from_ref(maker), log)?;
            }
            settle();
            costs.push(once(contender.name, &contender.commands, log)?);
        }
    }
    aside.iter().try_for_each(fs::remove_dir_all)?;
    Ok(costs)
}

/// Comes back when everything is on the disk that was written to it.
#[cfg(unix)]
fn settle() {
    rustix::fs::sync();
}

#[cfg(not(unix))]
fn settle() {}

fn once(name: &str, commands: &[Vec<String>], log: &Path) -> io::Result<Cost> {
    let mut cost = Cost::default();
    for command in commands {
        let (program, arguments) = command.split_first().ok_or_else(|| io::Error::other("no program"))?;
        let start = Instant::now();
        let mut child =
            Command::new(program).args(arguments).stdout(Stdio::null()).stderr(File::create(log)?).spawn()?;
        let used = child.wait4()?;
        cost.wall += start.elapsed().as_secs_f64();
        if !used.status.success() {
            let said = fs::read_to_string(log).unwrap_or_default();
            let end: String = said.lines().rev().take(20).collect::<Vec<_>>().join("\n");
            return Err(io::Error::other(format!("{name} failed: {}\n{end}", used.status)));
        }
        cost.user += used.rusage.utime.as_secs_f64();
        cost.system += used.rusage.stime.as_secs_f64();
        // Linux counts KiB, others bytes; the crate gives bytes.
        cost.memory = cost.memory.max(used.rusage.maxrss as f64 / 1_048_576.0);
    }
    Ok(cost)
}

/// The middle one.
pub fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
