use std::process::Command;
use std::time::Duration;

use parsify_error::{ErrorKind, Failure, TwinRule};
use parsify_sandbox::{CompileChild, CompileLimits, ScanCaps, scan};

use crate::bombs;
use crate::guests::guest;

const PROGRAM: &str = env!("CARGO_BIN_EXE_parsify-compile-child");

fn child() -> CompileChild {
    CompileChild::program(PROGRAM)
}

/// What a component that must not compile gives, without a scan in front.
fn refusal(component: &[u8], limits: &CompileLimits) -> Failure {
    child().precompile(component, limits).unwrap_err()
}

#[track_caller]
fn check_limit(failure: &Failure, phase: &str) {
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "sandbox.compile-limit"), "{failure:?}");
    assert_eq!(failure.details()["phase"].as_str(), Some(phase), "{failure:?}");
    assert_eq!(failure.classification().twin, TwinRule::Never);
    assert!(!failure.hints().is_empty());
}

#[test]
fn a_child_compiles_what_authors_build() {
    for name in ["json-processor", "text-tools"] {
        let artifact = child().precompile(&guest(name), &CompileLimits::new()).unwrap();
        assert!(artifact.size() > 100_000, "{artifact:?}");
    }
}

#[test]
fn what_does_not_compile_is_told_from_what_does_not_end() {
    let mut damaged = guest("text-tools").to_vec();
    damaged.truncate(damaged.len() / 2);
    for bytes in [b"", &b"garbage"[..], b"\0asm\x0d\0\x01\0\x2a\x01\0", &damaged] {
        let failure = refusal(bytes, &CompileLimits::new());
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Compilation, "sandbox.compile"), "{failure:?}");
        assert!(!failure.causes().is_empty());
    }
}

/// The child rewrites them before it compiles, and adds no more functions than it may.
#[test]
fn bulk_operations_on_too_many_memories_are_a_limit() {
    let pairs = (0..40).flat_map(|to| (0..40).map(move |from| format!("(memory.copy {to} {from}) ")));
    let (memories, copies) = ("(memory 0) ".repeat(40), pairs.collect::<String>());
    let text = format!("(component (core module {memories} (func (unreachable) {copies})))");
    let failure = refusal(&wat::parse_str(text).unwrap(), &CompileLimits::new());
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "sandbox.scan"), "{failure:?}");
    assert_eq!(failure.details()["limit"].as_str(), Some("bulkOperations"));
    assert_eq!(failure.classification().twin, TwinRule::Never);
}

#[test]
fn a_compilation_that_takes_too_long_is_killed() {
    let limits = CompileLimits::new().with_wall(Duration::from_millis(1_500));
    check_limit(&refusal(&bombs::loops(6_000), &limits), "wall");
}

#[test]
#[expect(clippy::print_stdout, reason = "a figure to look at; other tests share the process, so it proves nothing")]
fn a_compilation_that_takes_too_much_memory_ends_in_the_child() {
    let before = resident();
    for component in [bombs::doubling(24), bombs::nested(40_000)] {
        check_limit(&refusal(&component, &CompileLimits::new().with_wall(Duration::from_secs(120))), "crash");
    }
    if let (Some(before), Some(after)) = (before, resident()) {
        println!("resident before {before} KiB, after {after} KiB");
    }
}

#[test]
fn a_bomb_that_passes_the_scan_ends_in_the_child() {
    let reaching = bombs::bombs().into_iter().filter(|bomb| scan(&bomb.bytes, &ScanCaps::normal()).is_ok());
    for bomb in reaching {
        let limits = CompileLimits::new().with_wall(Duration::from_secs(3));
        if let Err(failure) = child().precompile(&bomb.bytes, &limits) {
            assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "sandbox.compile-limit"), "{}", bomb.name);
        }
    }
}

#[test]
fn types_that_overflow_the_parsers_stack_end_the_child_only() {
    check_limit(&refusal(&bombs::nested_types(100_000), &CompileLimits::new()), "crash");
}

#[test]
fn too_much_machine_code_is_refused_unread() {
    let limits = CompileLimits::new().with_artifact(1_000);
    let failure = refusal(&guest("text-tools"), &limits);
    check_limit(&failure, "artifact");
    assert_eq!(failure.details()["limitBytes"].as_u64(), Some(1_000));
    assert!(failure.details()["wantedBytes"].as_u64().unwrap() > 100_000);
}

#[test]
fn a_program_that_is_no_compile_child_is_named_so() {
    let limits = CompileLimits::new().with_wall(Duration::from_secs(60));
    for (program, what) in
        [("true", "does not answer"), ("yes", "does not answer"), ("no such program", "cannot be started")]
    {
        let failure = CompileChild::program(program).precompile(b"", &limits).unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Internal, "sandbox.compile-child"), "{failure:?}");
        assert!(failure.message().contains(what), "{failure}");
    }
}

#[test]
fn nothing_becomes_a_compile_child_by_accident() {
    let code = |command: &mut Command| command.output().unwrap().status.code();
    let argument = ["--parsify-compile-child", "1000000000", "10"];
    // 2 is the program's own end: nobody asked it to compile.
    assert_eq!(code(Command::new(PROGRAM).env("PARSIFY_COMPILE_PARENT", "1")), Some(2));
    assert_eq!(code(Command::new(PROGRAM).args(argument).env_remove("PARSIFY_COMPILE_PARENT")), Some(2));
    assert_eq!(code(Command::new(PROGRAM).args(&argument[..2]).env("PARSIFY_COMPILE_PARENT", "1")), Some(2));
    assert!(CompileChild::this_program().is_none(), "the test's own `main` never said so");
}

#[test]
fn more_compilations_than_children_wait_for_their_turn() {
    let one = child().with_children(1);
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| one.precompile(&bombs::functions(10), &CompileLimits::new()).map(|_| ())))
            .collect();
        all.into_iter().for_each(|thread| thread.join().unwrap().unwrap());
    });
}

/// KiB of memory of this process.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.trim().strip_suffix(" kB")?.parse().ok()
}
