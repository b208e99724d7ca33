//! Arguments to the command line, exit code to the system; nothing else.

/// Of small pieces there are millions, from every thread: the system's allocator takes an eighth of the time of a build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    ledtrad::cli::run()
}
