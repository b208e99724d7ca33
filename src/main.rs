//! Arguments to the command line, exit code to the system; nothing else.

/// Of small pieces there are millions, from every thread: with the system's allocator a build takes an eighth more of the processor.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    ledtrad::cli::run()
}
