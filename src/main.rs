//! Arguments to the command line, exit code to the system; nothing else.

fn main() -> std::process::ExitCode {
    ledtrad::cli::run()
}
